/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "office-session.h"

G_BEGIN_DECLS

/* People of the office to tick, with a field to find them by name. Signal "changed": the choice is another one. */
#define OFFICE_TYPE_PEOPLE_CHOOSER (office_people_chooser_get_type ())
G_DECLARE_FINAL_TYPE (OfficePeopleChooser, office_people_chooser, OFFICE, PEOPLE_CHOOSER, GtkWidget)

void office_people_chooser_set_session (OfficePeopleChooser *self, OfficeSession *session);
char **office_people_chooser_dup_chosen (OfficePeopleChooser *self); /* ids; never NULL, transfer full */
guint office_people_chooser_get_n_chosen (OfficePeopleChooser *self);

G_END_DECLS
