/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-record.h"

#include "office-id.h"

#include <string.h>

#define ROOM   "room:"
#define PERSON "person:"

static const char *
get_id_behind (const char *scope, const char *prefix)
{
  const char *id;

  if (scope == NULL || !g_str_has_prefix (scope, prefix))
    return NULL;
  id = scope + strlen (prefix);
  return office_id_is_valid (id) ? id : NULL;
}

/**
 * office_scope_for_room:
 * @room: a room's id
 *
 * Returns: (transfer full): the scope of what is in the room
 */
char *
office_scope_for_room (const char *room)
{
  return g_strconcat (ROOM, room, NULL);
}

/**
 * office_scope_for_person:
 * @person: a person's id
 *
 * Returns: (transfer full): the scope of what only this person sees
 */
char *
office_scope_for_person (const char *person)
{
  return g_strconcat (PERSON, person, NULL);
}

/**
 * office_scope_get_room:
 * @scope: (nullable): any text
 *
 * Returns: (transfer none) (nullable): the room's id inside @scope; %NULL if it is not a room's scope
 */
const char *
office_scope_get_room (const char *scope)
{
  return get_id_behind (scope, ROOM);
}

/**
 * office_scope_get_person:
 * @scope: (nullable): any text
 *
 * Returns: (transfer none) (nullable): the person's id inside @scope; %NULL if it is not a person's scope
 */
const char *
office_scope_get_person (const char *scope)
{
  return get_id_behind (scope, PERSON);
}

/**
 * office_scope_is_valid:
 * @scope: (nullable): any text
 *
 * Returns: whether it is `office`, `person:ID` or `room:ID`
 */
gboolean
office_scope_is_valid (const char *scope)
{
  return g_strcmp0 (scope, "office") == 0 || office_scope_get_room (scope) != NULL
         || office_scope_get_person (scope) != NULL;
}
