/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* A person of the office as windows show them. All properties notify. */
#define OFFICE_TYPE_PERSON (office_person_get_type ())
G_DECLARE_FINAL_TYPE (OfficePerson, office_person, OFFICE, PERSON, GObject)

typedef enum { OFFICE_PRESENCE_OFFLINE, OFFICE_PRESENCE_AWAY, OFFICE_PRESENCE_HERE } OfficePresenceState;
GType office_presence_state_get_type (void);

const char *office_person_get_id (OfficePerson *self);
const char *office_person_get_name (OfficePerson *self);            /* "name" */
const char *office_person_get_role (OfficePerson *self);            /* "role" */
const char *office_person_get_status (OfficePerson *self);          /* "status", nullable */
OfficePresenceState office_person_get_presence (OfficePerson *self); /* "presence" */
gboolean office_person_is_me (OfficePerson *self);                  /* "me" */

G_END_DECLS
