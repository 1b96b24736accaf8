/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Offices that announce themselves on this network (DNS-SD, _office-desk._tcp, through Avahi on the system bus). A GListModel of OfficeFound. */
#define OFFICE_TYPE_FOUND (office_found_get_type ())
G_DECLARE_FINAL_TYPE (OfficeFound, office_found, OFFICE, FOUND, GObject)
const char *office_found_get_id (OfficeFound *self);
const char *office_found_get_name (OfficeFound *self);
const char *office_found_get_machine (OfficeFound *self);     /* the host's name on the network */
const char *office_found_get_address (OfficeFound *self);     /* resolved; numeric */
guint16 office_found_get_port (OfficeFound *self);
const char *office_found_get_fingerprint (OfficeFound *self); /* as announced, not to be trusted by itself; NULL: plain */

#define OFFICE_TYPE_FINDER (office_finder_get_type ())
G_DECLARE_FINAL_TYPE (OfficeFinder, office_finder, OFFICE, FINDER, GObject)
OfficeFinder *office_finder_new (GDBusConnection *bus); /* NULL: the system bus */
void office_finder_start (OfficeFinder *self);
void office_finder_stop (OfficeFinder *self);
gboolean office_finder_is_looking (OfficeFinder *self); /* property "looking"; FALSE when there is no Avahi */

G_END_DECLS
