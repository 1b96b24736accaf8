/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "office-record.h"
#include "office-until.h"

G_BEGIN_DECLS

typedef enum {
  OFFICE_PLACE_OFFICE, /* also where a person has said nothing */
  OFFICE_PLACE_HOME,
  OFFICE_PLACE_ROAD,
  OFFICE_PLACE_SITE,
} OfficePlace;
GType office_place_get_type (void);
#define OFFICE_TYPE_PLACE (office_place_get_type ())

/*
 * What a person says of where they are and how they are, as it holds at one moment: what has run out by then is absent, so
 * that every desk shows the same without an operation that takes it back.
 */
typedef struct {
  char *emoji;  /* nullable */
  char *status; /* nullable */
  OfficePlace place;
  char *site;         /* nullable: which place */
  gint64 until;       /* ms: the four above hold until then; 0: until changed */
  char *zone;         /* nullable: an IANA time zone; never runs out */
  gint64 quiet_until; /* ms: do not disturb; 0: may be disturbed */
  gboolean hides_reading;
} OfficeWhereabouts;

void office_whereabouts_read (OfficeWhereabouts *self, OfficeRecord *person,
                              gint64 now); /* person NULL: nothing is said; @self is overwritten */
void office_whereabouts_clear (OfficeWhereabouts *self);
gint64 office_whereabouts_get_next_change (const OfficeWhereabouts *self); /* ms; 0: nothing runs out */

/* ---- in words; `now` is in ms since 1970 ---- */
const char *office_place_to_key (OfficePlace place);                /* as in the record */
const char *office_place_to_text (OfficePlace place);               /* "At home", translated; static */
char *office_whereabouts_dup_place (const OfficeWhereabouts *self); /* "At the site · Porto" */
char *office_zone_dup_time (const char *zone,
                            gint64 now); /* "14:05", with the day where that is another than here; NULL: no such zone */
gboolean office_zone_differs (const char *zone, gint64 now); /* whether clocks there show another time than here */
char *office_zone_dup_local (void);                          /* this machine's, as "Europe/Lisbon" */

G_END_DECLS
