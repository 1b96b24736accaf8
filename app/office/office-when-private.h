/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "office-when.h"

G_BEGIN_DECLS

#define OFFICE_WHEN_MORNING (9 * 60) /* minutes of the day: what a day alone means */
#define OFFICE_WHEN_NOON    (12 * 60)
#define OFFICE_WHEN_EVENING (18 * 60)

/* What the files that read a time share: a text cut into words. */
typedef struct {
  GPtrArray *words; /* folded, without commas */
  GArray *starts;   /* where each begins in the text, bytes */
  GArray *ends;
  GDateTime *now;
  gboolean says_next; /* "next Monday": not today */
} OfficeWhenReader;

typedef struct {
  int weekday; /* 1 to 7; 0: a date is meant */
  int year, month, day;
  int minutes; /* a part of the day that was said along, as "tonight"; -1: none */
} OfficeWhenDay;

typedef struct {
  gint64 when;    /* ms since 1970; 0: beyond all calendars */
  gboolean dated; /* a day was said, or how long from now */
  gboolean timed; /* a time of day was said */
} OfficeWhenRead;

typedef enum {
  OFFICE_WHEN_NO_UNIT,
  OFFICE_WHEN_MINUTES,
  OFFICE_WHEN_HOURS,
  OFFICE_WHEN_DAYS,
  OFFICE_WHEN_WEEKS,
  OFFICE_WHEN_MONTHS
} OfficeWhenUnit;

/* ---- words ---- */
void office_when_reader_init (OfficeWhenReader *self, const char *text, gint64 now, GTimeZone *zone);
void office_when_reader_clear (OfficeWhenReader *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (OfficeWhenReader, office_when_reader_clear)
const char *office_when_word_at (OfficeWhenReader *self, guint i); /* "" behind the last */
gboolean office_when_is_any (const char *word, const char *const *words);
#define IS(word, ...) office_when_is_any (word, (const char *const[]){ __VA_ARGS__, NULL })
int office_when_read_digits (const char *word, const char **end); /* -1: none */
int office_when_read_number (const char *word);                   /* a whole word; -1: none */
OfficeWhenUnit office_when_read_unit (const char *word);
int office_when_read_weekday (const char *word); /* 1: Monday; 0: none */

/* ---- how many words they took from the one on; 0: it is not there ---- */
guint office_when_read (OfficeWhenReader *self, guint i, gint64 now, OfficeWhenRead *read);
guint office_when_read_duration (OfficeWhenReader *self, guint i,
                                 GDateTime **time); /* added to *time; NULL: beyond all calendars */
guint office_when_read_time (OfficeWhenReader *self, guint i, gboolean after_day, int *minutes);
guint office_when_read_day (OfficeWhenReader *self, guint i, OfficeWhenDay *day);

G_END_DECLS
