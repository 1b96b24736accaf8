/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * The error that reaches a person: its code is the status that travels in a problem object (PROTOCOL.md, section 8),
 * its message one sentence in English that names the cause, its field the member at fault.
 */
#define OFFICE_PROBLEM (office_problem_quark ())

typedef enum {
  OFFICE_PROBLEM_UNAUTHENTICATED = 401,
  OFFICE_PROBLEM_FORBIDDEN = 403,
  OFFICE_PROBLEM_NOT_FOUND = 404,
  OFFICE_PROBLEM_METHOD = 405,
  OFFICE_PROBLEM_TIMEOUT = 408,
  OFFICE_PROBLEM_CONFLICT = 409,
  OFFICE_PROBLEM_TOO_LARGE = 413,
  OFFICE_PROBLEM_RANGE = 416,
  OFFICE_PROBLEM_INVALID = 422,
  OFFICE_PROBLEM_OUTDATED = 426,
  OFFICE_PROBLEM_TOO_MANY = 429,
  OFFICE_PROBLEM_INTERNAL = 500,
  OFFICE_PROBLEM_UNAVAILABLE = 503,
} OfficeProblem;

GQuark office_problem_quark (void);
GError *office_problem_new (OfficeProblem status, const char *field, const char *format, ...) G_GNUC_PRINTF (3, 4);
void office_problem_set (GError **error, OfficeProblem status, const char *field, const char *format, ...)
    G_GNUC_PRINTF (4, 5);
const char *office_problem_get_field (const GError *error);         /* nullable, borrowed */
void office_problem_set_reason (GError *error, const char *reason); /* nullable */
const char *office_problem_get_reason (const GError *error);        /* see office-reason.h; nullable, borrowed */
gboolean office_problem_is_missing_file (
    const GError *error); /* 409 of `files`: to be uploaded, then the same may be tried again */
gboolean office_problem_is_temporary (const GError *error); /* 429 and 5xx: the same may be tried again */

G_END_DECLS
