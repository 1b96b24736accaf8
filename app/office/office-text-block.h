/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What a piece of a text is beside plain. */
typedef enum {
  OFFICE_SPAN_BOLD,
  OFFICE_SPAN_ITALIC,
  OFFICE_SPAN_STRIKE,
  OFFICE_SPAN_CODE,
  OFFICE_SPAN_LINK,     /* target: the address */
  OFFICE_SPAN_PERSON,   /* target: the person's id; shown as a pill */
  OFFICE_SPAN_TASK,     /* target: the task's id; shown as a pill */
  OFFICE_SPAN_ROOM,     /* target: the room's id; shown as a pill */
  OFFICE_SPAN_MESSAGE,  /* target: the message's id; shown as a link */
  OFFICE_SPAN_ASIDE,    /* what the window says about the text: small and pale, never copied; target: the same */
  OFFICE_SPAN_SHORT_ID, /* `#DES-12`, as it was typed: plain until it is known whose it is (office-text-tasks.h) */
} OfficeSpanKind;

/* How a task stands that is shown live, as a chip: its sign, then its words. */
typedef struct {
  char *typed; /* what the chip stands for in the text, and is copied as */
  char *told;  /* all that it says, as it is read aloud and told under the pointer */
  guint sign;  /* bytes of the block's text: where the sign of its state is drawn, OFFICE_TEXT_SIGN_LENGTH of them */
  guint state; /* an OfficeColumnState */
  gboolean done;
} OfficeTextChip;

#define OFFICE_TEXT_SIGN_LENGTH 3

typedef struct {
  OfficeSpanKind kind;
  guint start; /* bytes of the block's text */
  guint end;
  char *target;         /* nullable */
  OfficeTextChip *chip; /* nullable: of a task that is shown as it stands */
} OfficeSpan;

#define OFFICE_TEXT_MOST_LEVELS 6 /* of quotes and of lists that are told apart */

/* Lines that run one way, a block of code, or a line across. */
typedef struct {
  gatomicrefcount references;
  gboolean code;
  gboolean rule;  /* a line across; no text */
  gboolean close; /* it follows the block before it without a gap, as an item of a list does */
  guint heading;  /* 1 to 6; 0: none */
  guint quotes;   /* so many quotes it stands in, at most OFFICE_TEXT_MOST_LEVELS; likewise below */
  guint indent;   /* so many lists */
  char *marker;   /* nullable: stands before it: "•", "2." */
  char *language; /* nullable: of the code, as its author named it */
  char *text;     /* what is shown: valid UTF-8, marks taken out, pills padded */
  GArray *spans;  /* OfficeSpan, in order of their ends */
} OfficeTextBlock;

OfficeTextBlock *office_text_block_new (gboolean code); /* full: without a text, for the parser */
OfficeTextBlock *office_text_block_ref (OfficeTextBlock *block);
void office_text_block_unref (OfficeTextBlock *block);
gboolean office_span_is_pill (const OfficeSpan *span);
void office_text_append_pill (GString *text, const char *label,
                              const char *end); /* for the parser: a person or a task, padded */
char *office_text_block_dup_lead (
    const OfficeTextBlock *block); /* full: what stands before its text when it is copied whole */
char *office_text_block_dup_plain (const OfficeTextBlock *block, guint start,
                                   guint end); /* full: without the pills' padding */
char *office_text_block_dup_spoken (const OfficeTextBlock *block, guint start,
                                    guint end); /* full: chips say all they know */
void office_text_block_put_chip (OfficeTextBlock *block, guint index, const char *task, OfficeTextChip *chip,
                                 const char *words); /* in place of a span; takes the chip */
void office_text_block_append_aside (OfficeTextBlock *block, const char *aside);
const OfficeSpan *office_text_block_find_target (const OfficeTextBlock *block,
                                                 guint index); /* nullable: the span with a target there */

G_DEFINE_AUTOPTR_CLEANUP_FUNC (OfficeTextBlock, office_text_block_unref)

G_END_DECLS
