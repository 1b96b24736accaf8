/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-person-private.h"

#include <glib/gi18n.h>
#include <string.h>

struct _OfficePerson {
  GObject parent_instance;

  char *id;
  char *name;
  char *role;
  char *status;
  char *collation; /* of the name, to sort by */
  OfficePresenceState presence;
  gboolean me;
  gboolean known;
};

enum { PROP_0, PROP_ID, PROP_NAME, PROP_ROLE, PROP_STATUS, PROP_PRESENCE, PROP_ME, N_PROPS };

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (OfficePerson, office_person, G_TYPE_OBJECT)

G_DEFINE_ENUM_TYPE (OfficePresenceState, office_presence_state,
                    G_DEFINE_ENUM_VALUE (OFFICE_PRESENCE_OFFLINE, "offline"),
                    G_DEFINE_ENUM_VALUE (OFFICE_PRESENCE_AWAY, "away"),
                    G_DEFINE_ENUM_VALUE (OFFICE_PRESENCE_HERE, "here"))

static void
office_person_set_text (OfficePerson *self, char **place, const char *value, guint property)
{
  if (g_strcmp0 (*place, value) == 0)
    return;
  g_free (*place);
  *place = g_strdup (value);
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

static void
office_person_set_name (OfficePerson *self, const char *name)
{
  g_autofree char *folded = g_utf8_casefold (name, -1);

  g_free (self->collation);
  self->collation = g_utf8_collate_key (folded, -1);
  office_person_set_text (self, &self->name, name, PROP_NAME);
}

static void
office_person_finalize (GObject *object)
{
  OfficePerson *self = OFFICE_PERSON (object);

  g_free (self->id);
  g_free (self->name);
  g_free (self->role);
  g_free (self->status);
  g_free (self->collation);
  G_OBJECT_CLASS (office_person_parent_class)->finalize (object);
}

static void
office_person_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  OfficePerson *self = OFFICE_PERSON (object);

  switch (id)
    {
    case PROP_ID:
      g_value_set_string (value, self->id);
      break;
    case PROP_NAME:
      g_value_set_string (value, self->name);
      break;
    case PROP_ROLE:
      g_value_set_string (value, self->role);
      break;
    case PROP_STATUS:
      g_value_set_string (value, self->status);
      break;
    case PROP_PRESENCE:
      g_value_set_enum (value, self->presence);
      break;
    case PROP_ME:
      g_value_set_boolean (value, self->me);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
office_person_class_init (OfficePersonClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->finalize = office_person_finalize;
  object_class->get_property = office_person_get_property;

  properties[PROP_ID] = g_param_spec_string ("id", NULL, NULL, NULL, flags);
  properties[PROP_NAME] = g_param_spec_string ("name", NULL, NULL, NULL, flags);
  properties[PROP_ROLE] = g_param_spec_string ("role", NULL, NULL, NULL, flags);
  properties[PROP_STATUS] = g_param_spec_string ("status", NULL, NULL, NULL, flags);
  properties[PROP_PRESENCE] = g_param_spec_enum ("presence", NULL, NULL, office_presence_state_get_type (),
                                                 OFFICE_PRESENCE_OFFLINE, flags);
  properties[PROP_ME] = g_param_spec_boolean ("me", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
office_person_init (OfficePerson *self)
{
}

/**
 * office_person_new:
 * @id: the person's id
 * @me: whether it is the person whose session this is
 *
 * Returns: (transfer full): a person who is a stranger until office_person_update() brings a record
 */
OfficePerson *
office_person_new (const char *id, gboolean me)
{
  OfficePerson *self = g_object_new (OFFICE_TYPE_PERSON, NULL);

  self->id = g_strdup (id);
  self->me = me;
  office_person_update (self, NULL);
  return self;
}

/**
 * office_person_update:
 * @self: a person
 * @record: (nullable): the record as it is now; %NULL: there is none
 */
void
office_person_update (OfficePerson *self, OfficeRecord *record)
{
  const char *name = record != NULL ? office_record_get_text (record, "name") : NULL;

  g_object_freeze_notify (G_OBJECT (self));
  self->known = record != NULL;
  office_person_set_name (self, name != NULL ? name : _ ("Unknown"));
  office_person_set_text (self, &self->role, record != NULL ? office_record_get_text (record, "role") : "member",
                          PROP_ROLE);
  office_person_set_text (self, &self->status, record != NULL ? office_record_get_text (record, "status") : NULL,
                          PROP_STATUS);
  g_object_thaw_notify (G_OBJECT (self));
}

/**
 * office_person_set_presence:
 * @self: a person
 * @presence: whether the person is here
 */
void
office_person_set_presence (OfficePerson *self, OfficePresenceState presence)
{
  if (self->presence == presence)
    return;
  self->presence = presence;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PRESENCE]);
}

/**
 * office_person_is_known:
 * @self: a person
 *
 * Returns: %FALSE for a stranger: somebody a record names who has none
 */
gboolean
office_person_is_known (OfficePerson *self)
{
  return self->known;
}

/**
 * office_person_dup_first_name:
 * @self: a person
 *
 * Returns: (transfer full): the name up to the first white space
 */
char *
office_person_dup_first_name (OfficePerson *self)
{
  const char *end = self->name;

  while (*end != '\0' && !g_unichar_isspace (g_utf8_get_char (end)))
    end = g_utf8_next_char (end);
  return g_strndup (self->name, end - self->name);
}

/**
 * office_person_compare:
 * @a: (type gpointer): an OfficePerson**
 * @b: (type gpointer): an OfficePerson**
 *
 * For g_ptr_array_sort(): by name as a reader expects it, then by id.
 *
 * Returns: as strcmp()
 */
int
office_person_compare (gconstpointer a, gconstpointer b)
{
  OfficePerson *first = *(OfficePerson *const *) a;
  OfficePerson *second = *(OfficePerson *const *) b;
  int order = strcmp (first->collation, second->collation);

  return order != 0 ? order : strcmp (first->id, second->id);
}

/**
 * office_person_get_id:
 * @self: a person
 *
 * Returns: (transfer none): the id
 */
const char *
office_person_get_id (OfficePerson *self)
{
  g_return_val_if_fail (OFFICE_IS_PERSON (self), NULL);
  return self->id;
}

/**
 * office_person_get_name:
 * @self: a person
 *
 * Returns: (transfer none): the name; "Unknown", translated, for a stranger
 */
const char *
office_person_get_name (OfficePerson *self)
{
  g_return_val_if_fail (OFFICE_IS_PERSON (self), NULL);
  return self->name;
}

/**
 * office_person_get_role:
 * @self: a person
 *
 * Returns: (transfer none): "member", "admin" or "guest"
 */
const char *
office_person_get_role (OfficePerson *self)
{
  g_return_val_if_fail (OFFICE_IS_PERSON (self), NULL);
  return self->role;
}

/**
 * office_person_get_status:
 * @self: a person
 *
 * Returns: (transfer none) (nullable): what the person says of itself
 */
const char *
office_person_get_status (OfficePerson *self)
{
  g_return_val_if_fail (OFFICE_IS_PERSON (self), NULL);
  return self->status;
}

/**
 * office_person_get_presence:
 * @self: a person
 *
 * Returns: whether the person is here, as the host last told; offline while the line is down
 */
OfficePresenceState
office_person_get_presence (OfficePerson *self)
{
  g_return_val_if_fail (OFFICE_IS_PERSON (self), OFFICE_PRESENCE_OFFLINE);
  return self->presence;
}

/**
 * office_person_is_me:
 * @self: a person
 *
 * Returns: whether it is the person whose session this is
 */
gboolean
office_person_is_me (OfficePerson *self)
{
  g_return_val_if_fail (OFFICE_IS_PERSON (self), FALSE);
  return self->me;
}
