/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-request-body.h"

#include "office-id.h"
#include "office-invitation-link.h"
#include "office-json.h"
#include "office-reason.h"

/* In bytes, before the limits in characters are looked at. */
#define LONGEST_TEXT      1024
#define LONGEST_NAME      80
#define SHORTEST_PASSWORD 8
#define LONGEST_PASSWORD  200
#define MOST_USES         1000
#define MOST_HOURS        8760 /* a year */

static gboolean
check_characters (const char *text, const char *field, GError **error)
{
  for (const char *each = text; *each != '\0'; each = g_utf8_next_char (each))
    {
      if (!g_unichar_iscntrl (g_utf8_get_char (each)))
        continue;
      office_problem_set (error, OFFICE_PROBLEM_INVALID, field, "The member “%s” holds control characters", field);
      return FALSE;
    }
  return TRUE;
}

/**
 * office_request_body_take_code:
 * @body: a request's body
 * @code: (out): the code as it is stored
 * @error: return location: 422
 *
 * Returns: whether there is a well-formed invitation code
 */
gboolean
office_request_body_take_code (JsonObject *body, char **code, GError **error)
{
  const char *text;
  g_autoptr (GError) local_error = NULL;

  if (!office_json_get_text (body, "code", OFFICE_JSON_REQUIRED, LONGEST_TEXT, &text, error))
    return FALSE;
  *code = office_invitation_code_normalise (text, &local_error);
  if (*code == NULL)
    office_problem_set (error, OFFICE_PROBLEM_INVALID, "code", "%s", local_error->message);
  return *code != NULL;
}

/**
 * office_request_body_take_name:
 * @body: a request's body
 * @name: (out): without space around it
 * @error: return location: 422
 *
 * Returns: whether there is a name of 1 to 80 characters
 */
gboolean
office_request_body_take_name (JsonObject *body, char **name, GError **error)
{
  const char *text;
  g_autofree char *trimmed = NULL;

  if (!office_json_get_text (body, "name", OFFICE_JSON_REQUIRED, LONGEST_TEXT, &text, error)
      || !check_characters (text, "name", error))
    return FALSE;
  trimmed = g_strstrip (g_strdup (text));
  if (*trimmed == '\0')
    {
      office_problem_set (error, OFFICE_PROBLEM_INVALID, "name", "The name is empty");
      return office_reason_give (error, OFFICE_REASON_EMPTY);
    }
  if (g_utf8_strlen (trimmed, -1) > LONGEST_NAME)
    {
      office_problem_set (error, OFFICE_PROBLEM_INVALID, "name", "The name is longer than %d characters", LONGEST_NAME);
      return office_reason_give (error, OFFICE_REASON_TOO_LONG);
    }
  *name = g_steal_pointer (&trimmed);
  return TRUE;
}

/**
 * office_request_body_take_password:
 * @body: a request's body
 * @password: (out): as it was typed
 * @error: return location: 422
 *
 * Returns: whether there is a password of 8 to 200 characters
 */
gboolean
office_request_body_take_password (JsonObject *body, char **password, GError **error)
{
  const char *text;
  glong length;

  if (!office_json_get_text (body, "password", OFFICE_JSON_REQUIRED, LONGEST_TEXT, &text, error))
    return FALSE;
  length = g_utf8_strlen (text, -1);
  if (length < SHORTEST_PASSWORD || length > LONGEST_PASSWORD)
    {
      office_problem_set (error, OFFICE_PROBLEM_INVALID, "password", "A password has %d to %d characters",
                          SHORTEST_PASSWORD, LONGEST_PASSWORD);
      return office_reason_give (error, OFFICE_REASON_PASSWORD_LENGTH);
    }
  *password = g_strdup (text);
  return TRUE;
}

/**
 * office_request_body_take_device:
 * @body: a request's body
 * @device: (out): the device's id
 * @device_name: (out): what its person calls it; empty when absent
 * @error: return location: 422
 *
 * Returns: whether there is a device
 */
gboolean
office_request_body_take_device (JsonObject *body, char **device, char **device_name, GError **error)
{
  const char *id, *name;

  if (!office_json_get_id (body, "device", OFFICE_JSON_REQUIRED, &id, error)
      || !office_json_get_text (body, "device_name", OFFICE_JSON_OPTIONAL, LONGEST_TEXT, &name, error)
      || (name != NULL && !check_characters (name, "device_name", error)))
    return FALSE;
  *device = g_strdup (id);
  *device_name = name != NULL ? g_utf8_substring (name, 0, MIN (g_utf8_strlen (name, -1), LONGEST_NAME))
                              : g_strdup ("");
  return TRUE;
}

/**
 * office_request_body_take_invitation:
 * @body: a request's body
 * @role: (out): of who joins with it; whether such a role exists is for the accounts to say
 * @uses: (out): how many may join
 * @hours: (out): how long it lasts
 * @error: return location: 422
 *
 * Returns: whether there is an invitation
 */
gboolean
office_request_body_take_invitation (JsonObject *body, char **role, gint64 *uses, gint64 *hours, GError **error)
{
  const char *text;

  if (!office_json_get_text (body, "role", OFFICE_JSON_REQUIRED, LONGEST_TEXT, &text, error)
      || !office_json_get_integer (body, "uses", OFFICE_JSON_REQUIRED, 1, MOST_USES, 0, uses, error)
      || !office_json_get_integer (body, "hours", OFFICE_JSON_REQUIRED, 1, MOST_HOURS, 0, hours, error))
    return FALSE;
  *role = g_strdup (text);
  return TRUE;
}
