/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "office-whereabouts.h"

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
const char *office_person_get_status (OfficePerson *self);          /* "status", nullable; like all that follows, only while it holds */
const char *office_person_get_emoji (OfficePerson *self);           /* "emoji", nullable: of the status */
OfficePlace office_person_get_place (OfficePerson *self);           /* "place" */
const char *office_person_get_site (OfficePerson *self);            /* "site", nullable: which place */
gint64 office_person_get_until (OfficePerson *self);                /* "until", ms: status and place hold until then; 0: until changed */
gint64 office_person_get_quiet_until (OfficePerson *self);          /* "quiet-until", ms: do not disturb; 0: may be disturbed */
gboolean office_person_is_quiet (OfficePerson *self);               /* notifies with "quiet-until" */
const char *office_person_get_zone (OfficePerson *self);            /* "zone", nullable: IANA name */
gboolean office_person_hides_reading (OfficePerson *self);          /* "hides-reading": does not tell what they have read */
char *office_person_dup_status_text (OfficePerson *self);           /* "🏡 Writing the report"; nullable; notifies with "emoji" and "status" */
char *office_person_dup_place_text (OfficePerson *self);            /* "At home · Porto"; notifies with "place" and "site" */
OfficePresenceState office_person_get_presence (OfficePerson *self); /* "presence" */
gboolean office_person_is_me (OfficePerson *self);                  /* "me" */

G_END_DECLS
