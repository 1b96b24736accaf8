/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "office-beside.h"

G_BEGIN_DECLS

/*
 * What is wrong with offices beside the one that is shown: a line for each, with what can be done about it. That none of
 * them answers is not said while the one that is shown does not either.
 */
#define OFFICE_TYPE_BESIDE_NOTES (office_beside_notes_get_type ())
G_DECLARE_FINAL_TYPE (OfficeBesideNotes, office_beside_notes, OFFICE, BESIDE_NOTES, GtkWidget)

GtkWidget *office_beside_notes_new (OfficeSession *session); /* the office that is shown */
void office_beside_notes_set_beside (OfficeBesideNotes *self, GListModel *beside); /* of OfficeBeside; nullable */

G_END_DECLS
