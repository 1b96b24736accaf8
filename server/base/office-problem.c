/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-problem.h"

#include <stdarg.h>

typedef struct {
  char *field;
  char *reason;
} OfficeProblemPrivate;

static void
office_problem_private_init (OfficeProblemPrivate *self)
{
  self->field = NULL;
  self->reason = NULL;
}

static void
office_problem_private_copy (const OfficeProblemPrivate *from, OfficeProblemPrivate *to)
{
  to->field = g_strdup (from->field);
  to->reason = g_strdup (from->reason);
}

static void
office_problem_private_clear (OfficeProblemPrivate *self)
{
  g_free (self->field);
  g_free (self->reason);
}

G_DEFINE_EXTENDED_ERROR (OfficeProblem, office_problem)

static GError *G_GNUC_PRINTF (3, 0)
    problem_new_valist (OfficeProblem status, const char *field, const char *format, va_list arguments)
{
  GError *error = g_error_new_valist (OFFICE_PROBLEM, (int) status, format, arguments);

  office_problem_get_private (error)->field = g_strdup (field);
  return error;
}

/**
 * office_problem_new:
 * @status: what went wrong, as a status of HTTP
 * @field: (nullable): the member at fault
 * @format: one sentence in English that names the cause
 *
 * Returns: (transfer full): the error
 */
GError *
office_problem_new (OfficeProblem status, const char *field, const char *format, ...)
{
  va_list arguments;
  GError *error;

  va_start (arguments, format);
  error = problem_new_valist (status, field, format, arguments);
  va_end (arguments);
  return error;
}

/**
 * office_problem_set:
 * @error: (out) (nullable): where to put it
 * @status: what went wrong
 * @field: (nullable): the member at fault
 * @format: one sentence in English that names the cause
 */
void
office_problem_set (GError **error, OfficeProblem status, const char *field, const char *format, ...)
{
  va_list arguments;

  if (error == NULL)
    return;
  va_start (arguments, format);
  g_propagate_error (error, problem_new_valist (status, field, format, arguments));
  va_end (arguments);
}

/**
 * office_problem_get_field:
 * @error: any error
 *
 * Returns: (transfer none) (nullable): the member at fault, or %NULL where there is none or @error is of another domain
 */
const char *
office_problem_get_field (const GError *error)
{
  return error->domain == OFFICE_PROBLEM ? office_problem_get_private (error)->field : NULL;
}

/**
 * office_problem_set_reason:
 * @error: a problem
 * @reason: (nullable): a word for why, of office-reason.c or of another version
 *
 * Nothing where @error is of another domain.
 */
void
office_problem_set_reason (GError *error, const char *reason)
{
  OfficeProblemPrivate *self;

  if (error->domain != OFFICE_PROBLEM)
    return;
  self = office_problem_get_private (error);
  g_free (self->reason);
  self->reason = g_strdup (reason);
}

/**
 * office_problem_get_reason:
 * @error: any error
 *
 * Returns: (transfer none) (nullable): a word for why; %NULL where none was given
 */
const char *
office_problem_get_reason (const GError *error)
{
  return error->domain == OFFICE_PROBLEM ? office_problem_get_private (error)->reason : NULL;
}

/**
 * office_problem_is_missing_file:
 * @error: any error
 *
 * Returns: whether the host has not got a file that an operation names: status 409 and the field `files`. Nothing was done and
 * nothing was noted; once the file is there the same operation may be sent again
 */
gboolean
office_problem_is_missing_file (const GError *error)
{
  return g_error_matches (error, OFFICE_PROBLEM, OFFICE_PROBLEM_CONFLICT)
         && g_strcmp0 (office_problem_get_field (error), "files") == 0;
}

/**
 * office_problem_is_temporary:
 * @error: any error
 *
 * Returns: whether the same request may succeed later: status 429 or 5xx
 */
gboolean
office_problem_is_temporary (const GError *error)
{
  return error->domain == OFFICE_PROBLEM && (error->code == OFFICE_PROBLEM_TOO_MANY || error->code >= 500);
}
