/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/*
 * Tells the network of this host by DNS-SD (_office-desk._tcp), through Avahi on the system bus. Without Avahi, or without
 * a bus, nothing happens: a typed address always works. It announces again whenever Avahi comes back.
 */
#define OFFICE_TYPE_ANNOUNCER (office_announcer_get_type ())
G_DECLARE_FINAL_TYPE (OfficeAnnouncer, office_announcer, OFFICE, ANNOUNCER, GObject)

typedef struct {
  const char *id;          /* of the office */
  const char *name;        /* of the office; also the service's name until somebody else has it */
  const char *fingerprint; /* NULL: plain */
  const char *version;
  guint16 port;
} OfficeAnnouncement;

OfficeAnnouncer *office_announcer_new (GDBusConnection *bus, const OfficeAnnouncement *announcement); /* bus NULL: the system bus */
void office_announcer_start (OfficeAnnouncer *self);
void office_announcer_stop (OfficeAnnouncer *self); /* takes the announcement back */
void office_announcer_set_people (OfficeAnnouncer *self, guint people);
const char *office_announcer_get_published (OfficeAnnouncer *self); /* the name it is known by; NULL: not announced */

G_END_DECLS
