/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "office-person.h"
#include "office-query.h"
#include "office-room.h"
#include "office-task.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A row of a chooser panel, from which those of the search and of the quick switcher are made: a picture, and one or two lines. */
#define OFFICE_TYPE_CHOOSER_ROW (office_chooser_row_get_type ())
G_DECLARE_DERIVABLE_TYPE (OfficeChooserRow, office_chooser_row, OFFICE, CHOOSER_ROW, GtkListBoxRow)

struct _OfficeChooserRowClass {
  GtkListBoxRowClass parent_class;
};

/* ---- the picture in front ---- */
void office_chooser_row_lead_with_icon (OfficeChooserRow *self, const char *icon);
void office_chooser_row_lead_with_person (OfficeChooserRow *self, OfficePerson *person);
void office_chooser_row_lead_with_room (OfficeChooserRow *self, OfficeRoom *room);
void office_chooser_row_lead_with_state (OfficeChooserRow *self, OfficeColumnState state);

/* ---- the first line, from start to end; each gives its label ---- */
GtkWidget *office_chooser_row_add_text (OfficeChooserRow *self, const char *text, const char *css_class);
GtkWidget *office_chooser_row_add_snippet (OfficeChooserRow *self, const OfficeSnippet *snippet);
void office_chooser_row_add_keys (OfficeChooserRow *self, const char *keys); /* at its end */

GtkWidget *office_chooser_row_add_line (OfficeChooserRow *self, const OfficeSnippet *snippet); /* below it */
void office_chooser_row_set_name (OfficeChooserRow *self, const char *name); /* for a screen reader */

char *office_chooser_row_describe_room (OfficeRoom *room); /* "8 people · archived" */
char *office_chooser_row_describe_task (OfficeTask *task, OfficeRoom *room); /* its column and room */

G_END_DECLS
