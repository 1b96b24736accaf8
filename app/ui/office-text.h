/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "office-text-markup.h"

G_BEGIN_DECLS

/* How a piece of code is shown. */
typedef struct {
  guint start; /* bytes of the code */
  guint end;
  gboolean colored;
  gboolean bold;
  gboolean italic;
  GdkRGBA color;
} OfficeTint;

/*
 * A block of a message: text that wraps, with emphasis, links and pills, of which parts can be selected. Tab goes from link
 * to link, Enter follows one.
 * Signal "target-activated" (int kind, const char *target): an OfficeSpanKind that has a target was clicked.
 */
#define OFFICE_TYPE_TEXT (office_text_get_type ())
G_DECLARE_FINAL_TYPE (OfficeText, office_text, OFFICE, TEXT, GtkWidget)

/* How far the keyboard goes. */
typedef enum {
  OFFICE_TEXT_STEP_LETTER,
  OFFICE_TEXT_STEP_WORD,
  OFFICE_TEXT_STEP_LINE, /* to the one above or below */
  OFFICE_TEXT_STEP_END,  /* of the line */
  OFFICE_TEXT_STEP_ALL,  /* the end of all that there is */
} OfficeTextStep;

GtkWidget *office_text_new (void);
gboolean office_text_move (OfficeText *self, OfficeTextStep step, int direction, guint *index); /* FALSE: out of it */
gboolean office_text_get_selection (OfficeText *self, guint *anchor, guint *cursor);
void office_text_set_block (OfficeText *self, OfficeTextBlock *block);
OfficeTextBlock *office_text_get_block (OfficeText *self);
void office_text_set_most_lines (OfficeText *self, guint lines);       /* of code: so many are shown; 0: all */
void office_text_join_quotes (OfficeText *self, guint quotes);         /* so many bars reach up to the block above */
void office_text_set_tints (OfficeText *self, GArray *tints);          /* nullable, OfficeTint, kept */
char *office_text_dup_plain (OfficeText *self);                        /* all of it */
char *office_text_dup_selection (OfficeText *self);                    /* nullable: nothing is selected */
void office_text_select (OfficeText *self, guint start, guint end);    /* bytes of the block's text */
guint office_text_find_nearest (OfficeText *self, double x, double y); /* the edge of a character, in bytes */
const OfficeSpan *office_text_pick_target (OfficeText *self, double x, double y); /* nullable, borrowed */
guint office_text_get_n_layout_passes (
    OfficeText *self); /* how often lines were broken since the text was set; for tests */

G_END_DECLS
