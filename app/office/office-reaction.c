/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-reaction-private.h"

#include "office-list.h"
#include "office-record.h"
#include "office-sentence.h"

#include <glib/gi18n.h>

#define MOST_NAMES 12

struct _OfficeReaction {
  GObject parent_instance;

  char *emoji;
  OfficeList *people;
  gboolean mine;
};

enum { PROP_0, PROP_MINE, N_PROPS };

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (OfficeReaction, office_reaction, G_TYPE_OBJECT)

static void
office_reaction_finalize (GObject *object)
{
  OfficeReaction *self = OFFICE_REACTION (object);

  g_free (self->emoji);
  g_object_unref (self->people);
  G_OBJECT_CLASS (office_reaction_parent_class)->finalize (object);
}

static void
office_reaction_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_MINE)
    g_value_set_boolean (value, OFFICE_REACTION (object)->mine);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
office_reaction_class_init (OfficeReactionClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);

  object_class->finalize = office_reaction_finalize;
  object_class->get_property = office_reaction_get_property;

  properties[PROP_MINE] = g_param_spec_boolean ("mine", NULL, NULL, FALSE,
                                                G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
office_reaction_init (OfficeReaction *self)
{
  self->people = office_list_new (OFFICE_TYPE_PERSON);
}

/**
 * office_reaction_new:
 * @emoji: what is put under a message
 *
 * Returns: (transfer full): a reaction of nobody
 */
OfficeReaction *
office_reaction_new (const char *emoji)
{
  OfficeReaction *self = g_object_new (OFFICE_TYPE_REACTION, NULL);

  self->emoji = g_strdup (emoji);
  return self;
}

/**
 * office_reaction_set_people:
 * @self: a reaction
 * @people: (element-type OfficePerson): everybody who put it there
 */
void
office_reaction_set_people (OfficeReaction *self, GPtrArray *people)
{
  gboolean mine = FALSE;

  for (guint i = 0; i < people->len; i++)
    mine = mine || office_person_is_me (people->pdata[i]);
  office_list_set (self->people, people);
  if (mine == self->mine)
    return;
  self->mine = mine;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_MINE]);
}

/**
 * office_reaction_get_emoji:
 * @self: a reaction
 *
 * Returns: (transfer none): the emoji
 */
const char *
office_reaction_get_emoji (OfficeReaction *self)
{
  g_return_val_if_fail (OFFICE_IS_REACTION (self), NULL);
  return self->emoji;
}

/**
 * office_reaction_get_people:
 * @self: a reaction
 *
 * Returns: (transfer none): a model of OfficePerson: who put it there, in the order that they did
 */
GListModel *
office_reaction_get_people (OfficeReaction *self)
{
  g_return_val_if_fail (OFFICE_IS_REACTION (self), NULL);
  return G_LIST_MODEL (self->people);
}

/**
 * office_reaction_is_mine:
 * @self: a reaction
 *
 * Returns: whether the person of this session put it there too
 */
gboolean
office_reaction_is_mine (OfficeReaction *self)
{
  g_return_val_if_fail (OFFICE_IS_REACTION (self), FALSE);
  return self->mine;
}

/**
 * office_reaction_dup_names:
 * @self: a reaction
 *
 * Returns: (transfer full): who put it there, oneself first; of many the first, and how many more
 */
char *
office_reaction_dup_names (OfficeReaction *self)
{
  g_autoptr (GString) names = NULL;
  guint n, named = 0;

  g_return_val_if_fail (OFFICE_IS_REACTION (self), NULL);

  /* Translators: in a list of names: "You, Anna, Mei". */
  names = g_string_new (self->mine ? _ ("You") : NULL);
  named = self->mine ? 1 : 0;
  n = office_list_get_length (self->people);
  for (guint i = 0; i < n && named < MOST_NAMES; i++)
    {
      OfficePerson *person = office_list_peek (self->people, i);

      if (office_person_is_me (person))
        continue;
      g_string_append_printf (names, named > 0 ? ", %s" : "%s", office_person_get_name (person));
      named++;
    }
  if (named < n)
    g_string_append_printf (names, ngettext (" and %u more", " and %u more", n - named), n - named);
  return g_string_free (g_steal_pointer (&names), FALSE);
}

/**
 * office_reaction_join_emoji:
 * @records: (element-type OfficeRecord): reactions
 *
 * Returns: (transfer full): their emoji, each once, in their order
 */
char *
office_reaction_join_emoji (GPtrArray *records)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  GString *joined = g_string_new (NULL);

  for (guint i = 0; i < records->len; i++)
    {
      const char *emoji = office_record_get_text (records->pdata[i], "emoji");

      if (emoji != NULL && g_hash_table_add (seen, (gpointer) emoji))
        g_string_append_printf (joined, joined->len > 0 ? " %s" : "%s", emoji);
    }
  return g_string_free (joined, FALSE);
}

/**
 * office_reaction_count_people:
 * @records: (element-type OfficeRecord): reactions
 *
 * Returns: of how many people they are
 */
guint
office_reaction_count_people (GPtrArray *records)
{
  g_autoptr (GHashTable) people = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < records->len; i++)
    g_hash_table_add (people, (gpointer) office_record_get_text (records->pdata[i], "person"));
  return g_hash_table_size (people);
}

/**
 * office_reaction_describe:
 * @name: of one of those who reacted
 * @records: (element-type OfficeRecord): reactions to one message, at least one
 *
 * Returns: (transfer full): who reacted, and with what, in a few translated words
 */
char *
office_reaction_describe (const char *name, GPtrArray *records)
{
  g_autofree char *emoji = office_reaction_join_emoji (records);
  g_autofree char *who = office_sentence_dup_name (name);
  guint others = office_reaction_count_people (records) - 1;

  if (others == 0)
    /* Translators: a person's name, then the emoji with which they reacted to what the reader has said */
    return office_sentence_direct (g_strdup_printf (_ ("%s reacted %s"), who, emoji));
  /* Translators: a person's name, how many more, then their emoji */
  return office_sentence_direct (g_strdup_printf (
      ngettext ("%s and %u other reacted %s", "%s and %u others reacted %s", others), who, others, emoji));
}
