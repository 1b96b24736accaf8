/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-session-private.h"

#include "office-effects.h"

/* What the host refused, as the person looks through it: how much, which words, send it again, let it go. */

/**
 * office_session_count_refused:
 * @self: a session
 *
 * Entries of the outbox came or went.
 */
void
office_session_count_refused (OfficeSession *self)
{
  g_autoptr (GPtrArray) entries = office_replica_list_refused (self->replica);

  if (entries->len == self->n_refused)
    return;
  self->n_refused = entries->len;
  office_session_notify (self, OFFICE_SESSION_N_REFUSED);
}

/**
 * office_session_get_n_refused:
 * @self: a session
 *
 * Returns: how much of office_session_list_refused() there is
 */
guint
office_session_get_n_refused (OfficeSession *self)
{
  g_return_val_if_fail (OFFICE_IS_SESSION (self), 0);

  return self->n_refused;
}

static const char *
find_words (JsonObject *object)
{
  static const char *const members[] = { "text", "title", "description", "name", "topic" };

  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    {
      const char *words = json_object_get_string_member_with_default (object, members[i], NULL);

      if (words != NULL)
        return words;
    }
  return NULL;
}

/**
 * office_session_dup_refused_text:
 * @self: a session
 * @entry: one of office_session_list_refused()
 *
 * Returns: (transfer full): what the person wrote in it, as plain words; empty where it carries none
 */
char *
office_session_dup_refused_text (OfficeSession *self, OfficeOutboxEntry *entry)
{
  JsonObject *with;
  JsonNode *set;
  const char *words;

  g_return_val_if_fail (OFFICE_IS_SESSION (self), NULL);
  g_return_val_if_fail (entry != NULL, NULL);

  with = office_operation_get_with (entry->operation);
  words = find_words (with);
  set = json_object_get_member (with, "set");
  if (words == NULL && set != NULL && JSON_NODE_HOLDS_OBJECT (set))
    words = find_words (json_node_get_object (set));
  return words != NULL ? office_text_to_plain (words) : g_strdup ("");
}

/**
 * office_session_retry_refused:
 * @self: a session
 * @operation: the id of an operation that was refused
 * @error: return location
 *
 * Returns: whether it is on its way again, as a new operation
 */
gboolean
office_session_retry_refused (OfficeSession *self, const char *operation, GError **error)
{
  g_return_val_if_fail (OFFICE_IS_SESSION (self), FALSE);
  g_return_val_if_fail (operation != NULL, FALSE);

  return office_replica_retry (self->replica, operation, error);
}

/**
 * office_session_discard_refused:
 * @self: a session
 * @operation: the id of an operation that was refused
 * @error: return location
 *
 * Returns: whether it was there and is gone
 */
gboolean
office_session_discard_refused (OfficeSession *self, const char *operation, GError **error)
{
  g_return_val_if_fail (OFFICE_IS_SESSION (self), FALSE);
  g_return_val_if_fail (operation != NULL, FALSE);

  return office_replica_discard (self->replica, operation, error);
}
