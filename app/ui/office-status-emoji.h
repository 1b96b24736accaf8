/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "office-person.h"

G_BEGIN_DECLS

/* The emoji of what a person says of themselves, with the words as its tooltip; not there while they say nothing. */
#define OFFICE_TYPE_STATUS_EMOJI (office_status_emoji_get_type ())
G_DECLARE_FINAL_TYPE (OfficeStatusEmoji, office_status_emoji, OFFICE, STATUS_EMOJI, GtkWidget)

GtkWidget *office_status_emoji_new (void);
void office_status_emoji_set_person (OfficeStatusEmoji *self, OfficePerson *person); /* nullable; followed */

G_END_DECLS
