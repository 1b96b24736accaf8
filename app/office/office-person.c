/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-person-private.h"

#include <glib/gi18n.h>
#include <string.h>

struct _OfficePerson {
  GObject parent_instance;

  char *id;
  char *name;
  char *role;
  OfficeRecord *record;          /* NULL: a stranger */
  OfficeWhereabouts whereabouts; /* what holds of it now */
  char *collation;               /* of the name, to sort by */
  OfficePresenceState presence;
  gboolean me;
};

enum {
  PROP_0,
  PROP_ID,
  PROP_NAME,
  PROP_ROLE,
  PROP_STATUS,
  PROP_EMOJI,
  PROP_PLACE,
  PROP_SITE,
  PROP_UNTIL,
  PROP_QUIET_UNTIL,
  PROP_ZONE,
  PROP_HIDES_READING,
  PROP_PRESENCE,
  PROP_ME,
  N_PROPS
};

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
  office_whereabouts_clear (&self->whereabouts);
  g_clear_pointer (&self->record, office_record_unref);
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
      g_value_set_string (value, self->whereabouts.status);
      break;
    case PROP_EMOJI:
      g_value_set_string (value, self->whereabouts.emoji);
      break;
    case PROP_PLACE:
      g_value_set_enum (value, self->whereabouts.place);
      break;
    case PROP_SITE:
      g_value_set_string (value, self->whereabouts.site);
      break;
    case PROP_UNTIL:
      g_value_set_int64 (value, self->whereabouts.until);
      break;
    case PROP_QUIET_UNTIL:
      g_value_set_int64 (value, self->whereabouts.quiet_until);
      break;
    case PROP_ZONE:
      g_value_set_string (value, self->whereabouts.zone);
      break;
    case PROP_HIDES_READING:
      g_value_set_boolean (value, self->whereabouts.hides_reading);
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
  properties[PROP_EMOJI] = g_param_spec_string ("emoji", NULL, NULL, NULL, flags);
  properties[PROP_PLACE] = g_param_spec_enum ("place", NULL, NULL, OFFICE_TYPE_PLACE, OFFICE_PLACE_OFFICE, flags);
  properties[PROP_SITE] = g_param_spec_string ("site", NULL, NULL, NULL, flags);
  properties[PROP_UNTIL] = g_param_spec_int64 ("until", NULL, NULL, 0, G_MAXINT64, 0, flags);
  properties[PROP_QUIET_UNTIL] = g_param_spec_int64 ("quiet-until", NULL, NULL, 0, G_MAXINT64, 0, flags);
  properties[PROP_ZONE] = g_param_spec_string ("zone", NULL, NULL, NULL, flags);
  properties[PROP_HIDES_READING] = g_param_spec_boolean ("hides-reading", NULL, NULL, FALSE, flags);
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
  office_person_update (self, NULL, 0);
  return self;
}

static void
office_person_set_whereabouts (OfficePerson *self, OfficeWhereabouts *anew)
{
  OfficeWhereabouts old = self->whereabouts;
  const struct {
    gboolean differs;
    guint property;
  } changes[] = {
    { g_strcmp0 (old.status, anew->status) != 0, PROP_STATUS },
    { g_strcmp0 (old.emoji, anew->emoji) != 0, PROP_EMOJI },
    { old.place != anew->place, PROP_PLACE },
    { g_strcmp0 (old.site, anew->site) != 0, PROP_SITE },
    { old.until != anew->until, PROP_UNTIL },
    { old.quiet_until != anew->quiet_until, PROP_QUIET_UNTIL },
    { g_strcmp0 (old.zone, anew->zone) != 0, PROP_ZONE },
    { old.hides_reading != anew->hides_reading, PROP_HIDES_READING },
  };

  self->whereabouts = *anew;
  office_whereabouts_clear (&old);
  for (guint i = 0; i < G_N_ELEMENTS (changes); i++)
    if (changes[i].differs)
      g_object_notify_by_pspec (G_OBJECT (self), properties[changes[i].property]);
}

/**
 * office_person_set_now:
 * @self: a person
 * @now: ms since 1970
 *
 * What the person said of itself and has run out by now is absent from now on.
 */
void
office_person_set_now (OfficePerson *self, gint64 now)
{
  OfficeWhereabouts whereabouts;

  g_object_freeze_notify (G_OBJECT (self));
  office_whereabouts_read (&whereabouts, self->record, now);
  office_person_set_whereabouts (self, &whereabouts);
  g_object_thaw_notify (G_OBJECT (self));
}

/**
 * office_person_get_next_change:
 * @self: a person
 *
 * Returns: when something that the person said of itself runs out, ms since 1970; 0: never
 */
gint64
office_person_get_next_change (OfficePerson *self)
{
  return office_whereabouts_get_next_change (&self->whereabouts);
}

/**
 * office_person_update:
 * @self: a person
 * @record: (nullable): the record as it is now; %NULL: there is none
 * @now: ms since 1970
 */
void
office_person_update (OfficePerson *self, OfficeRecord *record, gint64 now)
{
  const char *name = record != NULL ? office_record_get_text (record, "name") : NULL;

  g_object_freeze_notify (G_OBJECT (self));
  if (record != NULL)
    office_record_ref (record);
  g_clear_pointer (&self->record, office_record_unref);
  self->record = record;
  office_person_set_name (self, name != NULL ? name : _ ("Unknown"));
  office_person_set_text (self, &self->role, record != NULL ? office_record_get_text (record, "role") : "member",
                          PROP_ROLE);
  office_person_set_now (self, now);
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
  return self->record != NULL;
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
 * Returns: (transfer none) (nullable): what the person says of itself, while it holds
 */
const char *
office_person_get_status (OfficePerson *self)
{
  g_return_val_if_fail (OFFICE_IS_PERSON (self), NULL);
  return self->whereabouts.status;
}

/**
 * office_person_get_emoji:
 * @self: a person
 *
 * Returns: (transfer none) (nullable): the status's emoji, while it holds
 */
const char *
office_person_get_emoji (OfficePerson *self)
{
  g_return_val_if_fail (OFFICE_IS_PERSON (self), NULL);
  return self->whereabouts.emoji;
}

/**
 * office_person_dup_status_text:
 * @self: a person
 *
 * Returns: (transfer full) (nullable): emoji and status, while they hold
 */
char *
office_person_dup_status_text (OfficePerson *self)
{
  const char *emoji, *status;

  g_return_val_if_fail (OFFICE_IS_PERSON (self), NULL);
  emoji = self->whereabouts.emoji;
  status = self->whereabouts.status;
  if (emoji != NULL && status != NULL)
    return g_strdup_printf ("%s %s", emoji, status);
  return g_strdup (emoji != NULL ? emoji : status);
}

/**
 * office_person_get_place:
 * @self: a person
 *
 * Returns: where the person says to be, while it holds; the office where nothing is said
 */
OfficePlace
office_person_get_place (OfficePerson *self)
{
  g_return_val_if_fail (OFFICE_IS_PERSON (self), OFFICE_PLACE_OFFICE);
  return self->whereabouts.place;
}

/**
 * office_person_get_site:
 * @self: a person
 *
 * Returns: (transfer none) (nullable): which place it is, while it holds
 */
const char *
office_person_get_site (OfficePerson *self)
{
  g_return_val_if_fail (OFFICE_IS_PERSON (self), NULL);
  return self->whereabouts.site;
}

/**
 * office_person_dup_place_text:
 * @self: a person
 *
 * Returns: (transfer full): place and site, in words
 */
char *
office_person_dup_place_text (OfficePerson *self)
{
  g_return_val_if_fail (OFFICE_IS_PERSON (self), NULL);
  return office_whereabouts_dup_place (&self->whereabouts);
}

/**
 * office_person_get_until:
 * @self: a person
 *
 * Returns: ms since 1970 until which status and place hold; 0: until they are changed
 */
gint64
office_person_get_until (OfficePerson *self)
{
  g_return_val_if_fail (OFFICE_IS_PERSON (self), 0);
  return self->whereabouts.until;
}

/**
 * office_person_get_quiet_until:
 * @self: a person
 *
 * Returns: ms since 1970 until which the person is not to be disturbed, %OFFICE_UNTIL_CHANGED without an end; 0: may be
 */
gint64
office_person_get_quiet_until (OfficePerson *self)
{
  g_return_val_if_fail (OFFICE_IS_PERSON (self), 0);
  return self->whereabouts.quiet_until;
}

/**
 * office_person_is_quiet:
 * @self: a person
 *
 * Returns: whether the person is not to be disturbed now
 */
gboolean
office_person_is_quiet (OfficePerson *self)
{
  g_return_val_if_fail (OFFICE_IS_PERSON (self), FALSE);
  return self->whereabouts.quiet_until != 0;
}

/**
 * office_person_get_zone:
 * @self: a person
 *
 * Returns: (transfer none) (nullable): the IANA name of the time zone in which the person's desk is
 */
const char *
office_person_get_zone (OfficePerson *self)
{
  g_return_val_if_fail (OFFICE_IS_PERSON (self), NULL);
  return self->whereabouts.zone;
}

/**
 * office_person_hides_reading:
 * @self: a person
 *
 * Returns: whether the person does not tell others what they have read
 */
gboolean
office_person_hides_reading (OfficePerson *self)
{
  g_return_val_if_fail (OFFICE_IS_PERSON (self), FALSE);
  return self->whereabouts.hides_reading;
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
