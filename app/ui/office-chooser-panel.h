/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/*
 * A field above the window's content and below it what can be chosen: what the search and the quick switcher have in common.
 * The arrow keys choose while the cursor stays in the field. Signal "closed": it should be taken from view.
 */
#define OFFICE_TYPE_CHOOSER_PANEL (office_chooser_panel_get_type ())
G_DECLARE_DERIVABLE_TYPE (OfficeChooserPanel, office_chooser_panel, OFFICE, CHOOSER_PANEL, GtkWidget)

struct _OfficeChooserPanelClass {
  GtkWidgetClass parent_class;

  void (*text_changed) (OfficeChooserPanel *self, const char *text);
  void (*chosen) (OfficeChooserPanel *self, GtkListBoxRow *row);
  void (*near_end) (OfficeChooserPanel *self); /* more rows are to come, if there are any */
};

typedef enum { OFFICE_CHOOSER_HINTS, OFFICE_CHOOSER_ROWS, OFFICE_CHOOSER_NOTHING } OfficeChooserPage;

void office_chooser_panel_begin (OfficeChooserPanel *self); /* the focus goes into the field, what was typed before is selected */
void office_chooser_panel_set_text (OfficeChooserPanel *self, const char *text);
const char *office_chooser_panel_get_text (OfficeChooserPanel *self);
void office_chooser_panel_close (OfficeChooserPanel *self);

/* ---- for what is derived from it ---- */
void office_chooser_panel_set_words (OfficeChooserPanel *self, const char *placeholder, const char *nothing, const char *foot);
GtkBox *office_chooser_panel_get_hints (OfficeChooserPanel *self);
GtkListBox *office_chooser_panel_get_list (OfficeChooserPanel *self);
void office_chooser_panel_show_page (OfficeChooserPanel *self, OfficeChooserPage page);
void office_chooser_panel_choose_first (OfficeChooserPanel *self); /* what is first is meant, until another is chosen */
GtkWidget *office_chooser_panel_new_header (const char *title); /* over a group of rows */

G_END_DECLS
