/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What a piece of a text is beside plain. */
typedef enum {
  OFFICE_SPAN_BOLD,
  OFFICE_SPAN_ITALIC,
  OFFICE_SPAN_CODE,
  OFFICE_SPAN_LINK,   /* target: the address */
  OFFICE_SPAN_PERSON, /* target: the person's id; shown as a pill */
  OFFICE_SPAN_TASK,   /* target: the task's id; shown as a pill */
  OFFICE_SPAN_ASIDE,  /* what the window says about the text: small and pale, never copied */
} OfficeSpanKind;

typedef struct {
  OfficeSpanKind kind;
  guint start; /* bytes of the block's text */
  guint end;
  char *target; /* nullable */
} OfficeSpan;

/* Lines that run one way, or a block of code. */
typedef struct {
  gatomicrefcount references;
  gboolean code;
  char *text;   /* what is shown: valid UTF-8, marks taken out, pills padded */
  GArray *spans; /* OfficeSpan, in order of their ends */
} OfficeTextBlock;

OfficeTextBlock *office_text_block_new (gboolean code); /* full: without a text, for the parser */
OfficeTextBlock *office_text_block_ref (OfficeTextBlock *block);
void office_text_block_unref (OfficeTextBlock *block);
void office_text_append_pill (GString *text, const char *label, const char *end); /* for the parser: a person or a task, padded */
char *office_text_block_dup_plain (const OfficeTextBlock *block, guint start, guint end); /* full: without the pills' padding */
void office_text_block_append_aside (OfficeTextBlock *block, const char *aside);
const OfficeSpan *office_text_block_find_target (const OfficeTextBlock *block, guint index); /* nullable: the span with a target there */

G_DEFINE_AUTOPTR_CLEANUP_FUNC (OfficeTextBlock, office_text_block_unref)

G_END_DECLS
