/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-room-object.h"

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (OfficeRoom, office_room, G_TYPE_OBJECT)

G_DEFINE_ENUM_TYPE (OfficeRoomVisibility, office_room_visibility, G_DEFINE_ENUM_VALUE (OFFICE_ROOM_PUBLIC, "public"),
                    G_DEFINE_ENUM_VALUE (OFFICE_ROOM_PRIVATE, "private"),
                    G_DEFINE_ENUM_VALUE (OFFICE_ROOM_DIRECT, "direct"))

G_DEFINE_ENUM_TYPE (OfficeRoomLevel, office_room_level, G_DEFINE_ENUM_VALUE (OFFICE_ROOM_LEVEL_ALL, "all"),
                    G_DEFINE_ENUM_VALUE (OFFICE_ROOM_LEVEL_MENTIONS, "mentions"),
                    G_DEFINE_ENUM_VALUE (OFFICE_ROOM_LEVEL_NONE, "none"))

static const char *const level_texts[] = {
  [OFFICE_ROOM_LEVEL_MENTIONS] = "mentions",
  [OFFICE_ROOM_LEVEL_NONE] = "none",
};

void
office_room_notify (OfficeRoom *self, guint property)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

void
office_room_set_text (OfficeRoom *self, char **place, const char *value, guint property)
{
  if (g_strcmp0 (*place, value) == 0)
    return;
  g_free (*place);
  *place = g_strdup (value);
  office_room_notify (self, property);
}

void
office_room_set_flag (OfficeRoom *self, gboolean *place, gboolean value, guint property)
{
  if (*place == value)
    return;
  *place = value;
  office_room_notify (self, property);
}

OfficeRoomLevel
office_room_level_from_text (const char *text)
{
  for (guint i = 0; i < G_N_ELEMENTS (level_texts); i++)
    if (level_texts[i] != NULL && g_strcmp0 (text, level_texts[i]) == 0)
      return (OfficeRoomLevel) i;
  return OFFICE_ROOM_LEVEL_ALL;
}

/**
 * office_room_level_to_text:
 * @level: what one wants to be told of
 *
 * Returns: (transfer none) (nullable): as the book says it; %NULL: all, which is what it is where nothing is said
 */
const char *
office_room_level_to_text (OfficeRoomLevel level)
{
  g_return_val_if_fail ((guint) level < G_N_ELEMENTS (level_texts), NULL);
  return level_texts[level];
}

static void
office_room_finalize (GObject *object)
{
  OfficeRoom *self = OFFICE_ROOM (object);

  g_free (self->id);
  g_free (self->given_name);
  g_free (self->name);
  g_free (self->collation);
  g_free (self->topic);
  g_free (self->key);
  g_free (self->former_keys);
  g_free (self->description);
  g_free (self->group);
  g_free (self->typing);
  g_object_unref (self->people);
  g_object_unref (self->members);
  g_clear_object (&self->partner);
  G_OBJECT_CLASS (office_room_parent_class)->finalize (object);
}

static void
office_room_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  OfficeRoom *self = OFFICE_ROOM (object);

  switch (id)
    {
    case PROP_ID:
      g_value_set_string (value, self->id);
      break;
    case PROP_NAME:
      g_value_set_string (value, self->name);
      break;
    case PROP_TOPIC:
      g_value_set_string (value, self->topic);
      break;
    case PROP_KEY:
      g_value_set_string (value, self->key);
      break;
    case PROP_FORMER_KEYS:
      g_value_set_string (value, self->former_keys);
      break;
    case PROP_VISIBILITY:
      g_value_set_enum (value, self->visibility);
      break;
    case PROP_UNREAD:
      g_value_set_uint (value, self->unread);
      break;
    case PROP_MENTIONS:
      g_value_set_uint (value, self->mentions);
      break;
    case PROP_PEOPLE:
      g_value_set_object (value, self->people);
      break;
    case PROP_N_PEOPLE:
      g_value_set_uint (value, office_room_get_n_people (self));
      break;
    case PROP_PARTNER:
      g_value_set_object (value, self->partner);
      break;
    case PROP_TYPING:
      g_value_set_string (value, self->typing);
      break;
    case PROP_DRAFTING:
      g_value_set_boolean (value, self->drafting);
      break;
    case PROP_ARCHIVED:
      g_value_set_boolean (value, self->archived);
      break;
    case PROP_DESCRIPTION:
      g_value_set_string (value, self->description);
      break;
    case PROP_N_MEMBERS:
      g_value_set_uint (value, office_room_get_n_members (self));
      break;
    case PROP_JOINED:
      g_value_set_boolean (value, self->joined);
      break;
    case PROP_FAVOURITE:
      g_value_set_boolean (value, self->favourite);
      break;
    case PROP_MUTED:
      g_value_set_boolean (value, self->muted);
      break;
    case PROP_LEVEL:
      g_value_set_enum (value, self->level);
      break;
    case PROP_GROUP:
      g_value_set_string (value, self->group);
      break;
    case PROP_SAYS_COMPLETED:
      g_value_set_boolean (value, self->says_completed);
      break;
    case PROP_SAYS_ASSIGNED:
      g_value_set_boolean (value, self->says_assigned);
      break;
    case PROP_SAYS_OVERDUE:
      g_value_set_boolean (value, self->says_overdue);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
office_room_class_init (OfficeRoomClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->finalize = office_room_finalize;
  object_class->get_property = office_room_get_property;

  properties[PROP_ID] = g_param_spec_string ("id", NULL, NULL, NULL, flags);
  properties[PROP_NAME] = g_param_spec_string ("name", NULL, NULL, NULL, flags);
  properties[PROP_TOPIC] = g_param_spec_string ("topic", NULL, NULL, NULL, flags);
  properties[PROP_KEY] = g_param_spec_string ("key", NULL, NULL, NULL, flags);
  properties[PROP_FORMER_KEYS] = g_param_spec_string ("former-keys", NULL, NULL, NULL, flags);
  properties[PROP_VISIBILITY] = g_param_spec_enum ("visibility", NULL, NULL, office_room_visibility_get_type (),
                                                   OFFICE_ROOM_PUBLIC, flags);
  properties[PROP_UNREAD] = g_param_spec_uint ("unread", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_MENTIONS] = g_param_spec_uint ("mentions", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_PEOPLE] = g_param_spec_object ("people", NULL, NULL, G_TYPE_LIST_MODEL, flags);
  properties[PROP_N_PEOPLE] = g_param_spec_uint ("n-people", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_PARTNER] = g_param_spec_object ("partner", NULL, NULL, OFFICE_TYPE_PERSON, flags);
  properties[PROP_TYPING] = g_param_spec_string ("typing", NULL, NULL, NULL, flags);
  properties[PROP_DRAFTING] = g_param_spec_boolean ("drafting", NULL, NULL, FALSE, flags);
  properties[PROP_ARCHIVED] = g_param_spec_boolean ("archived", NULL, NULL, FALSE, flags);
  properties[PROP_DESCRIPTION] = g_param_spec_string ("description", NULL, NULL, NULL, flags);
  properties[PROP_N_MEMBERS] = g_param_spec_uint ("n-members", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_JOINED] = g_param_spec_boolean ("joined", NULL, NULL, FALSE, flags);
  properties[PROP_FAVOURITE] = g_param_spec_boolean ("favourite", NULL, NULL, FALSE, flags);
  properties[PROP_MUTED] = g_param_spec_boolean ("muted", NULL, NULL, FALSE, flags);
  properties[PROP_LEVEL] = g_param_spec_enum ("level", NULL, NULL, office_room_level_get_type (), OFFICE_ROOM_LEVEL_ALL,
                                              flags);
  properties[PROP_GROUP] = g_param_spec_string ("group", NULL, NULL, NULL, flags);
  properties[PROP_SAYS_COMPLETED] = g_param_spec_boolean ("says-completed", NULL, NULL, FALSE, flags);
  properties[PROP_SAYS_ASSIGNED] = g_param_spec_boolean ("says-assigned", NULL, NULL, FALSE, flags);
  properties[PROP_SAYS_OVERDUE] = g_param_spec_boolean ("says-overdue", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
office_room_init (OfficeRoom *self)
{
  self->people = office_list_new (OFFICE_TYPE_PERSON);
  self->members = office_list_new (OFFICE_TYPE_PERSON);
  self->name = g_strdup ("");
  self->collation = g_strdup ("");
}

/**
 * office_room_new:
 * @id: the room's id
 *
 * Returns: (transfer full): a room without a name and without people
 */
OfficeRoom *
office_room_new (const char *id)
{
  OfficeRoom *self = g_object_new (OFFICE_TYPE_ROOM, NULL);

  self->id = g_strdup (id);
  return self;
}
