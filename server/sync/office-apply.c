/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-files.h"
#include "office-hub-private.h"
#include "office-json.h"
#include "office-rules.h"

/*
 * Applying one operation inside the writer's transaction, exactly once: its result is stored under its id in the same
 * transaction. The stored text also says whose operation it was, so that nobody learns a result by guessing an id.
 */

static char *
result_to_text (OfficeResult *result, const char *person, const char *device)
{
  g_autofree char *json = office_result_to_json (result);
  GString *text = g_string_sized_new (256);

  g_string_append (text, "{\"person\":");
  office_json_append_text (text, person);
  g_string_append (text, ",\"device\":");
  office_json_append_text (text, device != NULL ? device : "");
  g_string_append_printf (text, ",\"result\":%s}", json);
  return g_string_free (text, FALSE);
}

static OfficeResult *
refuse (OfficeOperation *operation, GError *problem)
{
  return office_result_new (office_operation_get_id (operation), 0, problem);
}

static OfficeResult *
fail (OfficeOperation *operation, const GError *error)
{
  return refuse (operation, office_hub_problem_of (error));
}

static OfficeResult *
repeat (OfficeOperation *operation, const char *stored, const char *person, const char *device)
{
  g_autoptr (JsonNode) node = json_from_string (stored, NULL);
  OfficeResult *result = NULL;

  if (node != NULL && JSON_NODE_HOLDS_OBJECT (node))
    {
      JsonObject *object = json_node_get_object (node);

      if (g_strcmp0 (json_object_get_string_member (object, "person"), person) != 0
          || g_strcmp0 (json_object_get_string_member (object, "device"), device != NULL ? device : "") != 0)
        return refuse (operation, office_problem_new (OFFICE_PROBLEM_CONFLICT, "id",
                                                      "The id belongs to an operation of another device"));
      if (json_object_has_member (object, "result")
          && JSON_NODE_HOLDS_OBJECT (json_object_get_member (object, "result")))
        result = office_result_new_from_object (json_object_get_object_member (object, "result"), NULL);
    }
  if (result == NULL)
    return refuse (operation, office_problem_new (OFFICE_PROBLEM_INTERNAL, NULL, "The stored result cannot be read"));
  return result;
}

static gint64
write_effects (OfficeTransaction *transaction, OfficeEffects *effects, const char *person, GError **error)
{
  if ((effects->written->len > 0 || effects->gone->len > 0)
      && !office_transaction_write (transaction, effects, person, error))
    return 0;
  /* One revision a work: after a write this only names it. A write that is refused leaves nothing behind. */
  return office_transaction_take_revision (transaction, error);
}

static GPtrArray *
take_overwritten (OfficeEffects *effects)
{
  if (effects->overwritten == NULL || effects->overwritten->len == 0)
    return NULL;
  return g_steal_pointer (&effects->overwritten);
}

static OfficeResult *
carry_out (OfficeTransaction *transaction, OfficeOperation *operation, const char *person)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (OfficeEffects) effects = office_effects_of (operation, OFFICE_BOOK (transaction), person,
                                                         office_transaction_get_office_id (transaction),
                                                         office_transaction_get_now (transaction), &error);
  OfficeResult *result;
  gint64 rev;

  if (effects == NULL || !office_files_check_effects (transaction, effects, person, &error))
    return fail (operation, error);

  rev = write_effects (transaction, effects, person, &error);
  if (rev == 0)
    return fail (operation, error);
  result = office_result_new (office_operation_get_id (operation), rev, NULL);
  result->overwritten = take_overwritten (effects);
  return result;
}

/**
 * office_hub_is_final:
 * @problem: why an operation was refused
 *
 * Returns: whether a repeat is to be answered alike; else the same operation may succeed later, and nothing of it is kept
 */
gboolean
office_hub_is_final (const GError *problem)
{
  return !office_problem_is_temporary (problem) && !office_problem_is_missing_file (problem);
}

/**
 * office_hub_apply:
 * @transaction: the transaction of one work
 * @operation: what was done
 * @person: who did it
 * @device: (nullable): on which device
 *
 * Applies an operation, or finds the result of its first time. Runs in the writer's thread, one operation a work.
 *
 * Where the result has a problem that is not final (office_hub_is_final()), nothing may stay: the work has to fail, so that
 * the store undoes it. Any other refusal is stored, and the work succeeds.
 *
 * Returns: (transfer full): the result; never %NULL
 */
OfficeResult *
office_hub_apply (OfficeTransaction *transaction, OfficeOperation *operation, const char *person, const char *device)
{
  const char *id = office_operation_get_id (operation);
  g_autoptr (GError) error = NULL;
  g_autofree char *stored = office_transaction_find_result (transaction, id, &error);
  g_autofree char *text = NULL;
  OfficeResult *result;

  if (error != NULL)
    return fail (operation, error);
  if (stored != NULL && office_rule_holds (OFFICE_RULE_ONCE))
    return repeat (operation, stored, person, device);

  result = carry_out (transaction, operation, person);
  if ((result->problem != NULL && !office_hub_is_final (result->problem)) || !office_rule_holds (OFFICE_RULE_ONCE))
    return result;

  text = result_to_text (result, person, device);
  if (office_transaction_store_result (transaction, id, device, result->rev, text, &error))
    return result;
  office_result_free (result);
  return fail (operation, error);
}
