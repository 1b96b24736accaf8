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

/* A paragraph or several, or a block of code. */
typedef struct {
  gatomicrefcount references;
  gboolean code;
  char *text;   /* what is shown: valid UTF-8, marks taken out, pills padded */
  GArray *spans; /* OfficeSpan, in order of their ends */
} OfficeTextBlock;

GPtrArray *office_text_markup_parse (const char *source); /* full, OfficeTextBlock, never empty */
OfficeTextBlock *office_text_block_ref (OfficeTextBlock *block);
void office_text_block_unref (OfficeTextBlock *block);
char *office_text_block_dup_plain (const OfficeTextBlock *block, guint start, guint end); /* full: without the pills' padding */
void office_text_block_append_aside (OfficeTextBlock *block, const char *aside);
const OfficeSpan *office_text_block_find_target (const OfficeTextBlock *block, guint index); /* nullable: the span with a target there */

char *office_text_markup_dup_plain (const char *source);    /* full: for names, copying and reading aloud */
char *office_text_markup_dup_editable (const char *source); /* full: as it was typed: mentions are @Name again */

G_DEFINE_AUTOPTR_CLEANUP_FUNC (OfficeTextBlock, office_text_block_unref)

G_END_DECLS
