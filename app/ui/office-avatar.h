/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "office-person.h"

G_BEGIN_DECLS

/* A person's round picture with initials and, where asked for, a presence dot. */
#define OFFICE_TYPE_AVATAR (office_avatar_get_type ())
G_DECLARE_FINAL_TYPE (OfficeAvatar, office_avatar, OFFICE, AVATAR, GtkWidget)

GtkWidget *office_avatar_new (int size);

OfficePerson *office_avatar_get_person (OfficeAvatar *self);                  /* "person", nullable, borrowed */
void office_avatar_set_person (OfficeAvatar *self, OfficePerson *person);
void office_avatar_set_group (OfficeAvatar *self, const char *name);          /* several people: no initials, no dot */
int office_avatar_get_size (OfficeAvatar *self);                              /* "size", pixels */
void office_avatar_set_size (OfficeAvatar *self, int size);
gboolean office_avatar_get_show_presence (OfficeAvatar *self);                /* "show-presence" */
void office_avatar_set_show_presence (OfficeAvatar *self, gboolean show);

G_END_DECLS
