/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "office-session.h"

G_BEGIN_DECLS

/* A person in the list of who is here and where: name, status, place, their time. Signal "changed": it may belong elsewhere. */
#define OFFICE_TYPE_PERSON_ROW (office_person_row_get_type ())
G_DECLARE_FINAL_TYPE (OfficePersonRow, office_person_row, OFFICE, PERSON_ROW, GtkListBoxRow)

GtkWidget *office_person_row_new (OfficeSession *session, OfficePerson *person);
OfficePerson *office_person_row_get_person (OfficePersonRow *self);
gboolean office_person_row_tells_place (OfficePerson *person); /* of somebody who is not here and has said nothing, nobody knows */
void office_person_row_update_time (OfficePersonRow *self); /* the minute has changed */

G_END_DECLS
