/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "office-text.h"

G_BEGIN_DECLS

#define OFFICE_TEXT_QUOTE_STEP 13 /* pixels that a quote takes */
#define OFFICE_TEXT_LIST_STEP  22 /* and a list */

/* What the files of a text share: the text itself, how its lines are broken, how it is selected. */
enum {
  OFFICE_TEXT_COLOR_PILL,
  OFFICE_TEXT_COLOR_PILL_BACKGROUND,
  OFFICE_TEXT_COLOR_LINK,
  OFFICE_TEXT_COLOR_ASIDE,
  OFFICE_TEXT_COLOR_CODE,
  OFFICE_TEXT_COLOR_SELECTION,
  OFFICE_TEXT_COLOR_LINE,
  OFFICE_TEXT_COLOR_DOING,
  OFFICE_TEXT_COLOR_DONE,
  OFFICE_TEXT_N_COLORS
};

struct _OfficeText {
  GtkWidget parent_instance;

  OfficeTextBlock *block;
  PangoLayout *layout;
  GdkRGBA colors[OFFICE_TEXT_N_COLORS];
  guint serial;      /* of the Pango context that the sizes below were measured in */
  int natural_width; /* pixels; -1: not measured */
  int natural_height;
  int wrapped_width; /* the last width it was broken for, and its height; -1: none */
  int wrapped_height;
  int layout_width; /* what the layout stands at; -1: unbroken */
  guint n_passes;

  guint most_lines;    /* of code; 0: all */
  guint joined_quotes; /* of so many quotes the block above is part, too */
  PangoLayout *marker; /* nullable: there is none, or it was not needed yet */
  GArray *tints;       /* nullable, OfficeTint: of code */

  guint anchor; /* the selection, in bytes; equal: none */
  guint cursor;
  int focus_span; /* the link that has the keyboard, an index of the block's spans; -1: none */
};

void office_text_forget_sizes (OfficeText *self);
void office_text_update_attributes (OfficeText *self); /* with a layout only */
gboolean office_text_read_colors (OfficeText *self);   /* whether one has changed */
void office_text_ensure_natural (OfficeText *self);
int office_text_ensure_width (OfficeText *self, int width); /* its height; width in pixels, or -1 */
int office_text_get_lead (OfficeText *self);                /* pixels of the quotes and lists that it stands in */
int office_text_get_inset (OfficeText *self);               /* pixels before the text, for quotes and lists */
int office_text_get_offset (OfficeText *self);              /* of the layout, from the left edge */
void office_text_add_chip (OfficeText *self, PangoAttrList *attributes, const OfficeSpan *span);
void office_text_snapshot_chip (OfficeText *self, GtkSnapshot *snapshot, const OfficeSpan *span); /* its sign */
void office_text_snapshot_quotes (OfficeText *self, GtkWidget *widget, GtkSnapshot *snapshot); /* of the text or its frame */
void office_text_snapshot_lead (OfficeText *self, GtkSnapshot *snapshot); /* what stands in the inset */

gboolean office_text_find_index (OfficeText *self, double x, double y, gboolean nearest, guint *index);
void office_text_set_selection (OfficeText *self, guint anchor, guint cursor);
void office_text_watch_pointer (OfficeText *self);
gboolean office_text_move_focus (OfficeText *self, GtkDirectionType direction); /* from link to link */

G_END_DECLS
