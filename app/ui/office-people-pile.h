/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "office-person.h"

G_BEGIN_DECLS

/* A few people's avatars, each a little over the one before. Hides itself while there is nobody. */
#define OFFICE_TYPE_PEOPLE_PILE (office_people_pile_get_type ())
G_DECLARE_FINAL_TYPE (OfficePeoplePile, office_people_pile, OFFICE, PEOPLE_PILE, GtkWidget)

GtkWidget *office_people_pile_new (int size);                                    /* pixels of an avatar */
void office_people_pile_set_model (OfficePeoplePile *self, GListModel *people); /* OfficePerson, nullable; followed */

G_END_DECLS
