/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-room-private.h"

#include "office-person-private.h"

#include <glib/gi18n.h>
#include <string.h>

struct _OfficeRoom {
  GObject parent_instance;

  char *id;
  char *given_name; /* of the record; NULL for a direct room */
  char *name;
  char *collation;
  char *topic;
  char *key;
  char *former_keys;
  char *description;
  char *group;
  char *typing;
  gboolean drafting; /* a message to it is being written */
  OfficeRoomVisibility visibility;
  OfficeList *people;
  OfficeList *members;
  OfficePerson *partner;
  guint unread;
  guint mentions;
  gint64 last_at;
  gboolean says_completed;
  gboolean says_assigned;
  gboolean says_overdue;
  gboolean archived;
  gboolean joined;
  gboolean favourite;
  gboolean muted;
  OfficeRoomLevel level;
  gboolean present; /* the book has it */
};

enum {
  PROP_0,
  PROP_ID,
  PROP_NAME,
  PROP_TOPIC,
  PROP_KEY,
  PROP_FORMER_KEYS,
  PROP_VISIBILITY,
  PROP_UNREAD,
  PROP_MENTIONS,
  PROP_PEOPLE,
  PROP_N_PEOPLE,
  PROP_PARTNER,
  PROP_TYPING,
  PROP_DRAFTING,
  PROP_ARCHIVED,
  PROP_DESCRIPTION,
  PROP_N_MEMBERS,
  PROP_JOINED,
  PROP_FAVOURITE,
  PROP_MUTED,
  PROP_LEVEL,
  PROP_GROUP,
  PROP_SAYS_COMPLETED,
  PROP_SAYS_ASSIGNED,
  PROP_SAYS_OVERDUE,
  N_PROPS
};

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

static void
office_room_notify (OfficeRoom *self, guint property)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

static void
office_room_set_text (OfficeRoom *self, char **place, const char *value, guint property)
{
  if (g_strcmp0 (*place, value) == 0)
    return;
  g_free (*place);
  *place = g_strdup (value);
  office_room_notify (self, property);
}

static void
office_room_set_flag (OfficeRoom *self, gboolean *place, gboolean value, guint property)
{
  if (*place == value)
    return;
  *place = value;
  office_room_notify (self, property);
}

static OfficeRoomVisibility
visibility_from_text (const char *text)
{
  if (g_strcmp0 (text, "direct") == 0)
    return OFFICE_ROOM_DIRECT;
  return g_strcmp0 (text, "private") == 0 ? OFFICE_ROOM_PRIVATE : OFFICE_ROOM_PUBLIC;
}

static GPtrArray *
office_room_list_others (OfficeRoom *self)
{
  GPtrArray *others = g_ptr_array_new ();

  for (guint i = 0; i < office_list_get_length (self->people); i++)
    {
      OfficePerson *person = office_list_peek (self->people, i);

      if (!office_person_is_me (person))
        g_ptr_array_add (others, person);
    }
  return others;
}

static char *
office_room_dup_direct_name (OfficeRoom *self)
{
  g_autoptr (GPtrArray) others = office_room_list_others (self);
  GString *name = g_string_new (NULL);

  if (others->len == 0)
    g_string_append (name, _ ("Only You"));
  else if (others->len == 1)
    g_string_append (name, office_person_get_name (others->pdata[0]));
  else
    for (guint i = 0; i < others->len; i++)
      {
        g_autofree char *first = office_person_dup_first_name (others->pdata[i]);

        if (i > 0)
          /* Translators: between the first names of the people in a direct conversation */
          g_string_append (name, C_ ("list of names", ", "));
        g_string_append (name, first);
      }
  return g_string_free (name, FALSE);
}

static void
office_room_refresh_name (OfficeRoom *self)
{
  g_autofree char *made = self->visibility == OFFICE_ROOM_DIRECT ? office_room_dup_direct_name (self) : NULL;
  const char *name = made != NULL ? made : self->given_name != NULL ? self->given_name : "";
  g_autofree char *folded = g_utf8_casefold (name, -1);

  g_free (self->collation);
  self->collation = g_utf8_collate_key (folded, -1);
  office_room_set_text (self, &self->name, name, PROP_NAME);
}

static void
office_room_refresh_partner (OfficeRoom *self)
{
  g_autoptr (GPtrArray) others = office_room_list_others (self);
  OfficePerson *partner = self->visibility == OFFICE_ROOM_DIRECT && others->len == 1 ? others->pdata[0] : NULL;

  if (g_set_object (&self->partner, partner))
    office_room_notify (self, PROP_PARTNER);
}

static void
on_person_renamed (OfficeRoom *self)
{
  office_room_refresh_name (self);
}

static void
office_room_watch_names (OfficeRoom *self, gboolean watch)
{
  for (guint i = 0; i < office_list_get_length (self->people); i++)
    {
      OfficePerson *person = office_list_peek (self->people, i);

      g_signal_handlers_disconnect_by_func (person, on_person_renamed, self);
      if (watch)
        g_signal_connect_object (person, "notify::name", G_CALLBACK (on_person_renamed), self, G_CONNECT_SWAPPED);
    }
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

/**
 * office_room_update:
 * @self: a room
 * @record: the record as it is now
 */
void
office_room_update (OfficeRoom *self, OfficeRecord *record)
{
  OfficeRoomVisibility visibility = visibility_from_text (office_record_get_text (record, "visibility"));
  gboolean archived = office_record_get_boolean (record, "archived");

  g_object_freeze_notify (G_OBJECT (self));
  g_free (self->given_name);
  self->given_name = g_strdup (office_record_get_text (record, "name"));
  if (self->visibility != visibility)
    {
      self->visibility = visibility;
      office_room_notify (self, PROP_VISIBILITY);
    }
  office_room_set_flag (self, &self->archived, archived, PROP_ARCHIVED);
  office_room_set_text (self, &self->description, office_record_get_text (record, "description"), PROP_DESCRIPTION);
  office_room_set_flag (self, &self->says_completed, office_record_get_boolean (record, "says_completed"),
                        PROP_SAYS_COMPLETED);
  office_room_set_flag (self, &self->says_assigned, office_record_get_boolean (record, "says_assigned"),
                        PROP_SAYS_ASSIGNED);
  office_room_set_flag (self, &self->says_overdue, office_record_get_boolean (record, "says_overdue"),
                        PROP_SAYS_OVERDUE);
  office_room_set_text (self, &self->topic, office_record_get_text (record, "topic"), PROP_TOPIC);
  office_room_set_text (self, &self->key, office_record_get_text (record, "key"), PROP_KEY);
  office_room_set_text (self, &self->former_keys, office_record_get_text (record, "former_keys"), PROP_FORMER_KEYS);
  office_room_refresh_name (self);
  office_room_refresh_partner (self);
  g_object_thaw_notify (G_OBJECT (self));
}

/**
 * office_room_set_people:
 * @self: a room
 * @people: (element-type OfficePerson): who may see it, sorted
 */
void
office_room_set_people (OfficeRoom *self, GPtrArray *people)
{
  guint before = office_list_get_length (self->people);

  g_object_freeze_notify (G_OBJECT (self));
  office_room_watch_names (self, FALSE);
  office_list_set (self->people, people);
  if (self->visibility == OFFICE_ROOM_DIRECT)
    office_room_watch_names (self, TRUE);
  if (before != people->len)
    office_room_notify (self, PROP_N_PEOPLE);
  office_room_refresh_name (self);
  office_room_refresh_partner (self);
  g_object_thaw_notify (G_OBJECT (self));
}

/**
 * office_room_set_members:
 * @self: a room
 * @members: (element-type OfficePerson): who have joined it, sorted
 * @joined: whether one is among them
 */
void
office_room_set_members (OfficeRoom *self, GPtrArray *members, gboolean joined)
{
  guint before = office_list_get_length (self->members);

  office_list_set (self->members, members);
  if (before != members->len)
    office_room_notify (self, PROP_N_MEMBERS);
  office_room_set_flag (self, &self->joined, joined, PROP_JOINED);
}

static OfficeRoomLevel
level_from_text (const char *text)
{
  for (guint i = 0; i < G_N_ELEMENTS (level_texts); i++)
    if (level_texts[i] != NULL && g_strcmp0 (text, level_texts[i]) == 0)
      return (OfficeRoomLevel) i;
  return OFFICE_ROOM_LEVEL_ALL;
}

/**
 * office_room_set_preference:
 * @self: a room
 * @record: (nullable): how one wants to have it; %NULL: as it comes
 */
void
office_room_set_preference (OfficeRoom *self, OfficeRecord *record)
{
  const char *group = record != NULL ? office_record_get_text (record, "group") : NULL;
  OfficeRoomLevel level = level_from_text (record != NULL ? office_record_get_text (record, "level") : NULL);

  g_object_freeze_notify (G_OBJECT (self));
  office_room_set_flag (self, &self->favourite, record != NULL && office_record_get_boolean (record, "favourite"),
                        PROP_FAVOURITE);
  office_room_set_flag (self, &self->muted, record != NULL && office_record_get_boolean (record, "muted"), PROP_MUTED);
  office_room_set_text (self, &self->group, group, PROP_GROUP);
  if (self->level != level)
    {
      self->level = level;
      office_room_notify (self, PROP_LEVEL);
    }
  g_object_thaw_notify (G_OBJECT (self));
}

/**
 * office_room_set_counts:
 * @self: a room
 * @unread: messages not read
 * @mentions: those of them that call the person by name
 */
void
office_room_set_counts (OfficeRoom *self, guint unread, guint mentions)
{
  if (self->unread != unread)
    {
      self->unread = unread;
      office_room_notify (self, PROP_UNREAD);
    }
  if (self->mentions != mentions)
    {
      self->mentions = mentions;
      office_room_notify (self, PROP_MENTIONS);
    }
}

/**
 * office_room_set_last_at:
 * @self: a room
 * @at: when something was said in it, ms
 */
void
office_room_set_last_at (OfficeRoom *self, gint64 at)
{
  self->last_at = MAX (self->last_at, at);
}

/**
 * office_room_set_typing:
 * @self: a room
 * @text: (nullable): who are writing in its own conversation now
 */
void
office_room_set_typing (OfficeRoom *self, const char *text)
{
  office_room_set_text (self, &self->typing, text, PROP_TYPING);
}

/**
 * office_room_set_drafting:
 * @self: a room
 * @drafting: whether a message to its own conversation is being written
 */
void
office_room_set_drafting (OfficeRoom *self, gboolean drafting)
{
  if (self->drafting == drafting)
    return;
  self->drafting = drafting;
  office_room_notify (self, PROP_DRAFTING);
}

/**
 * office_room_set_present:
 * @self: a room
 * @present: whether the book has it; an object outlives its record
 */
void
office_room_set_present (OfficeRoom *self, gboolean present)
{
  self->present = present;
}

/**
 * office_room_is_present:
 * @self: a room
 *
 * Returns: whether the book has it
 */
gboolean
office_room_is_present (OfficeRoom *self)
{
  return self->present;
}

/**
 * office_room_has_person:
 * @self: a room
 * @person: a person
 *
 * Returns: whether the person may see the room
 */
gboolean
office_room_has_person (OfficeRoom *self, OfficePerson *person)
{
  for (guint i = 0; i < office_list_get_length (self->people); i++)
    if (office_list_peek (self->people, i) == (gpointer) person)
      return TRUE;
  return FALSE;
}

/**
 * office_room_compare:
 * @a: (type gpointer): an OfficeRoom**
 * @b: (type gpointer): an OfficeRoom**
 *
 * For g_ptr_array_sort(): by name as a reader expects it, then by id.
 *
 * Returns: as strcmp()
 */
int
office_room_compare (gconstpointer a, gconstpointer b)
{
  OfficeRoom *first = *(OfficeRoom *const *) a;
  OfficeRoom *second = *(OfficeRoom *const *) b;
  int order = strcmp (first->collation, second->collation);

  return order != 0 ? order : strcmp (first->id, second->id);
}

/**
 * office_room_compare_newest:
 * @a: (type gpointer): an OfficeRoom**
 * @b: (type gpointer): an OfficeRoom**
 *
 * For g_ptr_array_sort(): where somebody spoke last comes first.
 *
 * Returns: as strcmp()
 */
int
office_room_compare_newest (gconstpointer a, gconstpointer b)
{
  OfficeRoom *first = *(OfficeRoom *const *) a;
  OfficeRoom *second = *(OfficeRoom *const *) b;

  if (first->last_at != second->last_at)
    return first->last_at > second->last_at ? -1 : 1;
  return office_room_compare (a, b);
}

/**
 * office_room_get_id:
 * @self: a room
 *
 * Returns: (transfer none): the id
 */
const char *
office_room_get_id (OfficeRoom *self)
{
  g_return_val_if_fail (OFFICE_IS_ROOM (self), NULL);
  return self->id;
}

/**
 * office_room_get_name:
 * @self: a room
 *
 * Returns: (transfer none): the name; of a direct room the other person's, or the other people's first names
 */
const char *
office_room_get_name (OfficeRoom *self)
{
  g_return_val_if_fail (OFFICE_IS_ROOM (self), NULL);
  return self->name;
}

/**
 * office_room_get_key:
 * @self: a room
 *
 * Returns: (transfer none) (nullable): what the short ids of its tasks begin with; %NULL until the host has given one
 */
const char *
office_room_get_key (OfficeRoom *self)
{
  g_return_val_if_fail (OFFICE_IS_ROOM (self), NULL);
  return self->key;
}

/**
 * office_room_get_former_keys:
 * @self: a room
 *
 * Returns: (transfer none) (nullable): the keys that it had before, newest first, with spaces between
 */
const char *
office_room_get_former_keys (OfficeRoom *self)
{
  g_return_val_if_fail (OFFICE_IS_ROOM (self), NULL);
  return self->former_keys;
}

/**
 * office_room_get_topic:
 * @self: a room
 *
 * Returns: (transfer none) (nullable): what it is about
 */
const char *
office_room_get_topic (OfficeRoom *self)
{
  g_return_val_if_fail (OFFICE_IS_ROOM (self), NULL);
  return self->topic;
}

/**
 * office_room_get_visibility:
 * @self: a room
 *
 * Returns: who may see it
 */
OfficeRoomVisibility
office_room_get_visibility (OfficeRoom *self)
{
  g_return_val_if_fail (OFFICE_IS_ROOM (self), OFFICE_ROOM_PUBLIC);
  return self->visibility;
}

/**
 * office_room_get_unread:
 * @self: a room
 *
 * Returns: how many messages of others have not been read
 */
guint
office_room_get_unread (OfficeRoom *self)
{
  g_return_val_if_fail (OFFICE_IS_ROOM (self), 0);
  return self->unread;
}

/**
 * office_room_get_mentions:
 * @self: a room
 *
 * Returns: how many unread messages call the person by name; in a direct room all unread ones do
 */
guint
office_room_get_mentions (OfficeRoom *self)
{
  g_return_val_if_fail (OFFICE_IS_ROOM (self), 0);
  return self->mentions;
}

/**
 * office_room_get_people:
 * @self: a room
 *
 * Returns: (transfer none): a model of OfficePerson, by name
 */
GListModel *
office_room_get_people (OfficeRoom *self)
{
  g_return_val_if_fail (OFFICE_IS_ROOM (self), NULL);
  return G_LIST_MODEL (self->people);
}

/**
 * office_room_get_n_people:
 * @self: a room
 *
 * Returns: how many people may see it
 */
guint
office_room_get_n_people (OfficeRoom *self)
{
  g_return_val_if_fail (OFFICE_IS_ROOM (self), 0);
  return office_list_get_length (self->people);
}

/**
 * office_room_get_partner:
 * @self: a room
 *
 * Returns: (transfer none) (nullable): of a direct room of two the other person
 */
OfficePerson *
office_room_get_partner (OfficeRoom *self)
{
  g_return_val_if_fail (OFFICE_IS_ROOM (self), NULL);
  return self->partner;
}

/**
 * office_room_get_typing:
 * @self: a room
 *
 * Returns: (transfer none) (nullable): who is writing, as a sentence
 */
const char *
office_room_get_typing (OfficeRoom *self)
{
  g_return_val_if_fail (OFFICE_IS_ROOM (self), NULL);
  return self->typing;
}

/**
 * office_room_get_drafting:
 * @self: a room
 *
 * Returns: whether a message to its own conversation is being written, here or on another device
 */
gboolean
office_room_get_drafting (OfficeRoom *self)
{
  g_return_val_if_fail (OFFICE_IS_ROOM (self), FALSE);
  return self->drafting;
}

/**
 * office_room_get_archived:
 * @self: a room
 *
 * Returns: whether it was put away
 */
gboolean
office_room_get_archived (OfficeRoom *self)
{
  g_return_val_if_fail (OFFICE_IS_ROOM (self), FALSE);
  return self->archived;
}

/**
 * office_room_get_description:
 * @self: a room
 *
 * Returns: (transfer none) (nullable): what it is for, at length
 */
const char *
office_room_get_description (OfficeRoom *self)
{
  g_return_val_if_fail (OFFICE_IS_ROOM (self), NULL);
  return self->description;
}

/**
 * office_room_get_members:
 * @self: a room
 *
 * Returns: (transfer none): #OfficePerson, by name: who have joined it; live
 */
GListModel *
office_room_get_members (OfficeRoom *self)
{
  g_return_val_if_fail (OFFICE_IS_ROOM (self), NULL);
  return G_LIST_MODEL (self->members);
}

/**
 * office_room_get_n_members:
 * @self: a room
 *
 * Returns: how many have joined it
 */
guint
office_room_get_n_members (OfficeRoom *self)
{
  g_return_val_if_fail (OFFICE_IS_ROOM (self), 0);
  return office_list_get_length (self->members);
}

/**
 * office_room_get_joined:
 * @self: a room
 *
 * Returns: whether one is a member of it; a public room can be seen without
 */
gboolean
office_room_get_joined (OfficeRoom *self)
{
  g_return_val_if_fail (OFFICE_IS_ROOM (self), FALSE);
  return self->joined;
}

/**
 * office_room_get_favourite:
 * @self: a room
 *
 * Returns: whether it stands above the others
 */
gboolean
office_room_get_favourite (OfficeRoom *self)
{
  g_return_val_if_fail (OFFICE_IS_ROOM (self), FALSE);
  return self->favourite;
}

/**
 * office_room_get_muted:
 * @self: a room
 *
 * Returns: whether only what calls one by name is to be seen of what is new in it
 */
gboolean
office_room_get_muted (OfficeRoom *self)
{
  g_return_val_if_fail (OFFICE_IS_ROOM (self), FALSE);
  return self->muted;
}

/**
 * office_room_get_level:
 * @self: a room
 *
 * Returns: what one wants to be told of
 */
OfficeRoomLevel
office_room_get_level (OfficeRoom *self)
{
  g_return_val_if_fail (OFFICE_IS_ROOM (self), OFFICE_ROOM_LEVEL_ALL);
  return self->level;
}

/**
 * office_room_get_group:
 * @self: a room
 *
 * Returns: (transfer none) (nullable): the group of rooms in which it stands
 */
const char *
office_room_get_group (OfficeRoom *self)
{
  g_return_val_if_fail (OFFICE_IS_ROOM (self), NULL);
  return self->group;
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

/**
 * office_room_get_says_completed:
 * @self: a room
 *
 * Returns: whether it is said in the conversation that a task was done, and that it is done no more
 */
gboolean
office_room_get_says_completed (OfficeRoom *self)
{
  g_return_val_if_fail (OFFICE_IS_ROOM (self), FALSE);
  return self->says_completed;
}

/**
 * office_room_get_says_assigned:
 * @self: a room
 *
 * Returns: whether it is said in the conversation whom a task was given to
 */
gboolean
office_room_get_says_assigned (OfficeRoom *self)
{
  g_return_val_if_fail (OFFICE_IS_ROOM (self), FALSE);
  return self->says_assigned;
}

/**
 * office_room_get_says_overdue:
 * @self: a room
 *
 * Returns: whether it is said in the conversation that a task is overdue
 */
gboolean
office_room_get_says_overdue (OfficeRoom *self)
{
  g_return_val_if_fail (OFFICE_IS_ROOM (self), FALSE);
  return self->says_overdue;
}
