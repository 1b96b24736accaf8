/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-connector-private.h"

#include "office-id.h"
#include "office-problem.h"
#include "office-reason.h"

#include <glib/gi18n-lib.h>

#define LONGEST_TEXT 1024

static const char *
find_text (JsonObject *object, const char *name)
{
  JsonNode *node = object != NULL ? json_object_get_member (object, name) : NULL;
  const char *text = node != NULL && JSON_NODE_HOLDS_VALUE (node) ? json_node_get_string (node) : NULL;

  return text != NULL && strlen (text) <= LONGEST_TEXT ? text : NULL;
}

static gint64
find_integer (JsonObject *object, const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  return node != NULL && JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_INT64
             ? json_node_get_int (node)
             : 0;
}

static JsonObject *
find_office (JsonObject *object)
{
  JsonNode *node = json_object_get_member (object, "office");
  JsonObject *office = node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;

  if (office == NULL || !office_id_is_valid (find_text (office, "id")) || find_text (office, "name") == NULL)
    return NULL;
  return office;
}

static void
set_not_an_office (GError **error)
{
  office_problem_set (error, OFFICE_PROBLEM_UNAVAILABLE, NULL, "%s",
                      _ ("What answers at this address is not an office"));
}

void
office_welcome_card_free (OfficeWelcomeCard *self)
{
  if (self == NULL)
    return;
  g_free (self->token);
  g_free (self->person);
  g_free (self->office_id);
  g_free (self->office_name);
  g_free (self->role);
  g_free (self);
}

void
office_health_free (OfficeHealth *self)
{
  if (self == NULL)
    return;
  g_free (self->office_id);
  g_free (self->office_name);
  g_free (self->version);
  g_free (self);
}

/**
 * office_welcome_card_parse:
 * @answer: the body of an answer to join or sign-in
 * @error: return location
 *
 * Returns: (transfer full): the card; %NULL where the answer is not an office's
 */
OfficeWelcomeCard *
office_welcome_card_parse (JsonObject *answer, GError **error)
{
  JsonObject *office = find_office (answer);
  const char *token = find_text (answer, "token");
  const char *person = find_text (answer, "person");
  OfficeWelcomeCard *card;

  if (office == NULL || token == NULL || *token == '\0' || !office_id_is_valid (person))
    {
      set_not_an_office (error);
      return NULL;
    }
  card = g_new0 (OfficeWelcomeCard, 1);
  card->token = g_strdup (token);
  card->person = g_strdup (person);
  card->office_id = g_strdup (find_text (office, "id"));
  card->office_name = g_strdup (find_text (office, "name"));
  card->role = g_strdup (find_text (answer, "role"));
  card->expires_at = find_integer (answer, "expires_at");
  return card;
}

/**
 * office_health_parse:
 * @answer: the body of an answer to health
 * @error: return location
 *
 * Returns: (transfer full): what it says; %NULL where the answer is not an office's
 */
OfficeHealth *
office_health_parse (JsonObject *answer, GError **error)
{
  JsonObject *office = find_office (answer);
  OfficeHealth *health;

  if (office == NULL)
    {
      set_not_an_office (error);
      return NULL;
    }
  health = g_new0 (OfficeHealth, 1);
  health->office_id = g_strdup (find_text (office, "id"));
  health->office_name = g_strdup (find_text (office, "name"));
  health->version = g_strdup (find_text (answer, "version"));
  health->people = find_integer (answer, "people");
  return health;
}

/**
 * office_invitation_parse:
 * @answer: the body of an answer to an invitation
 * @where: the host that gave it
 * @fingerprint: (nullable): of the certificate that the host shows
 * @error: return location
 *
 * Returns: (transfer full): a link to the same host with the new code; %NULL where the answer is not an office's
 */
OfficeInvitationLink *
office_invitation_parse (JsonObject *answer, const OfficeInvitationLink *where, const char *fingerprint, GError **error)
{
  const char *text = find_text (answer, "code");
  g_autofree char *code = text != NULL ? office_invitation_code_normalise (text, NULL) : NULL;

  if (code == NULL)
    {
      set_not_an_office (error);
      return NULL;
    }
  return office_invitation_link_new (where->host, where->port, code, fingerprint, where->plain);
}

/**
 * office_answer_parse:
 * @text: a body
 * @length: its length
 * @error: return location
 *
 * Returns: (transfer full): the JSON object in it; %NULL where there is none
 */
JsonObject *
office_answer_parse (const char *text, gsize length, GError **error)
{
  JsonObject *object = office_json_parse (text, length, OFFICE_LIMIT_CLIENT_FRAME, NULL);

  if (object == NULL)
    set_not_an_office (error);
  return object;
}

/**
 * office_answer_get_problem:
 * @media_type: (nullable): of the body
 * @text: a body that came with a failure
 * @length: its length
 *
 * Returns: (transfer full): the host's problem, or that this is no office
 */
GError *
office_answer_get_problem (const char *media_type, const char *text, gsize length)
{
  g_autoptr (JsonObject) object = NULL;
  GError *error = NULL;

  if (g_strcmp0 (media_type, "application/problem+json") == 0)
    object = office_json_parse (text, length, OFFICE_LIMIT_CLIENT_FRAME, NULL);
  if (object != NULL)
    {
      GError *problem = office_problem_from_object (object);

      office_reason_mark_foreign (problem);
      return problem;
    }
  set_not_an_office (&error);
  return error;
}
