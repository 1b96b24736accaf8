/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/*
 * Whether somebody sits at this desk, as far as the desktop tells: the screen is locked, the machine goes to sleep, or
 * nobody has touched it for ten minutes. Property "away" notifies; FALSE where nothing tells.
 */
#define OFFICE_TYPE_ABSENCE (office_absence_get_type ())
G_DECLARE_FINAL_TYPE (OfficeAbsence, office_absence, OFFICE, ABSENCE, GObject)

OfficeAbsence *office_absence_new (GDBusConnection *session_bus, GDBusConnection *system_bus); /* both nullable */
void office_absence_find_buses (OfficeAbsence *self); /* asks for both; nothing waits for them */
gboolean office_absence_get_away (OfficeAbsence *self);

G_END_DECLS
