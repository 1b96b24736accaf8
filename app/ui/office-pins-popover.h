/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "office-session.h"

G_BEGIN_DECLS

/* What is pinned in a room, the last first; followed. */
#define OFFICE_TYPE_PINS_POPOVER (office_pins_popover_get_type ())
G_DECLARE_FINAL_TYPE (OfficePinsPopover, office_pins_popover, OFFICE, PINS_POPOVER, GtkPopover)

GtkWidget *office_pins_popover_new (OfficeSession *session, const char *room);

G_END_DECLS
