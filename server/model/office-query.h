/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * What a person looks for, as typed into a search field:
 *
 *   budget plan          both words, anywhere in the text, also within other words
 *   "budget plan"        one after the other
 *   -draft -"old plan"   without these
 *   from:anna from:me in:general in:"Anna Berg"   the beginning of a name or of a word of it; the same filter twice: either
 *   is:open is:done is:task is:message is:mine
 *   has:link has:file has:task
 *   before:2026-03-01 after:yesterday on:today   days of the person's own calendar; before and after leave the day itself out
 *
 * Of tasks alone, and with a minus before it the contrary; a filter twice is either, but for is: and has:
 *
 *   assigned:me assigned:anna assigned:none   label:ui label:none   column:review   priority:high
 *   due:today due:<7d due:>2026-03-01 due:overdue due:none due:any   < and > leave the day itself out, <= and >= do not
 *   is:overdue is:archived is:blocked is:watched is:unassigned is:template
 *   has:steps has:due has:estimate has:repeat has:description
 *
 * Nothing is an error: what is none of these is words. A filter of tasks whose value is none is left out, and named in `wrong`.
 * Case, accents and width do not matter (office-folded-text.h).
 */
typedef enum {
  OFFICE_QUERY_OPEN = 1 << 0,
  OFFICE_QUERY_DONE = 1 << 1,
  OFFICE_QUERY_TASK = 1 << 2,
  OFFICE_QUERY_MESSAGE = 1 << 3,
  OFFICE_QUERY_MINE = 1 << 4,
  OFFICE_QUERY_LINK = 1 << 5,
  OFFICE_QUERY_FILE = 1 << 6,
  OFFICE_QUERY_HAS_TASK = 1 << 7,
} OfficeQueryFlags;

/* What a term looks at. */
typedef enum {
  OFFICE_TERM_ASSIGNED, /* value: a name, "me" or NULL: nobody */
  OFFICE_TERM_LABEL,    /* a name, or NULL: none */
  OFFICE_TERM_COLUMN,   /* a name */
  OFFICE_TERM_IN,       /* a room's name; only negated */
  OFFICE_TERM_PRIORITY, /* value: a word of the table of kinds */
  OFFICE_TERM_DUE,      /* first and last */
  OFFICE_TERM_IS,       /* value: "open" … */
  OFFICE_TERM_HAS,      /* value: "file" … */
} OfficeQueryField;

/* A filter that only tasks can pass. */
typedef struct {
  OfficeQueryField field;
  gboolean negated;
  char *value;        /* folded where it is a name; nullable */
  gint64 first, last; /* days since 1 January of the year 1, both included; first > last: without a date */
} OfficeQueryTerm;

#define OFFICE_QUERY_LENGTH 1000 /* characters of a query that are read */
#define OFFICE_QUERY_TERMS  16   /* words and phrases, of each sort, that are read */

typedef struct {
  GPtrArray *words;   /* char *: folded; a phrase has spaces */
  GPtrArray *without; /* char *: folded */
  GPtrArray *from;    /* char *: folded names of people */
  GPtrArray *in;      /* char *: folded names of rooms */
  OfficeQueryFlags flags;
  GPtrArray *terms;    /* OfficeQueryTerm */
  GPtrArray *wrong;    /* char *: as typed; filters of tasks whose value is none */
  gint64 since, until; /* ms since 1970: since ≤ time < until; 0 and G_MAXINT64 without a limit */
} OfficeQuery;

OfficeQuery *office_query_parse (const char *text, gint64 now, GTimeZone *zone);
OfficeQuery *office_query_copy (const OfficeQuery *self);
void office_query_free (OfficeQuery *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (OfficeQuery, office_query_free)

gboolean office_query_is_empty (const OfficeQuery *self);       /* asks for nothing */
gboolean office_query_has_filters (const OfficeQuery *self);    /* asks for more than words */
gboolean office_query_asks_for_tasks (const OfficeQuery *self); /* nothing else can be meant */
const char *office_query_find_end (const char *text); /* where the word, phrase or filter ends that begins there */
gboolean office_query_matches (const OfficeQuery *self, const char *folded); /* only the words; folded: texts of one record with newlines between them */

/* Whether a person or room of this name is meant by what stands behind from: or in: (folded). */
gboolean office_query_name_matches (const char *wanted, const char *name);

/* A piece of a text around its first match, on one line. */
typedef struct {
  gsize start, end; /* bytes */
} OfficeMatch;

typedef struct {
  char *text;
  GArray *matches; /* OfficeMatch, in order, apart from each other */
} OfficeSnippet;

OfficeSnippet *office_query_make_snippet (const OfficeQuery *self, const char *text, guint length); /* length in characters */
void office_snippet_free (OfficeSnippet *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (OfficeSnippet, office_snippet_free)

G_END_DECLS
