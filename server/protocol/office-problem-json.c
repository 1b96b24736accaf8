/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-frame-private.h"

#include "office-problem.h"

#define LONGEST_TITLE  1024
#define LONGEST_FIELD  64
#define LONGEST_REASON 64

static void
append_problem (GString *json, const GError *error)
{
  gboolean ours = error->domain == OFFICE_PROBLEM;

  office_frame_add_integer (json, "status", ours ? error->code : OFFICE_PROBLEM_INTERNAL);
  /* The words of other domains name files, tables and addresses, which are nobody's business outside. */
  office_frame_add_text (json, "title", ours ? error->message : "The host failed to do this");
  office_frame_add_text (json, "field", ours ? office_problem_get_field (error) : NULL);
  office_frame_add_text (json, "reason", ours ? office_problem_get_reason (error) : NULL);
  g_string_append_c (json, '}');
}

void
office_frame_add_problem (GString *json, const GError *error)
{
  office_frame_add_name (json, "problem");
  g_string_append_c (json, '{');
  append_problem (json, error);
}

/**
 * office_problem_to_json:
 * @error: any error; one that is no OFFICE_PROBLEM becomes 500 without its own words
 *
 * Returns: (transfer full): the body of an HTTP answer of type `application/problem+json` (RFC 9457)
 */
char *
office_problem_to_json (const GError *error)
{
  GString *json = g_string_new ("{");

  office_frame_add_text (json, "type", "about:blank");
  append_problem (json, error);
  return g_string_free (json, FALSE);
}

/**
 * office_problem_from_object:
 * @object: a problem object from outside
 *
 * Returns: (transfer full): an OFFICE_PROBLEM; whatever is malformed in @object is replaced by the most general
 */
GError *
office_problem_from_object (JsonObject *object)
{
  gint64 status;
  const char *title, *field, *reason;
  GError *error;

  if (!office_json_get_integer (object, "status", OFFICE_JSON_REQUIRED, 400, 599, 0, &status, NULL))
    status = OFFICE_PROBLEM_INTERNAL;
  if (!office_json_get_text (object, "title", OFFICE_JSON_REQUIRED, LONGEST_TITLE, &title, NULL))
    title = "The other side gave no reason";
  office_json_get_text (object, "field", OFFICE_JSON_OPTIONAL, LONGEST_FIELD, &field, NULL);
  office_json_get_text (object, "reason", OFFICE_JSON_OPTIONAL, LONGEST_REASON, &reason, NULL);
  error = office_problem_new ((OfficeProblem) status, field, "%s", title);
  office_problem_set_reason (error, reason);
  return error;
}
