/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-switcher-private.h"

#include "office-folded-text.h"
#include "office-fuzzy.h"
#include "office-session-private.h"

#include <stdlib.h>
#include <string.h>

#define MOST       5   /* of a group, beside others */
#define MOST_ALONE 30  /* where only one is asked for */
#define MOST_EMPTY 7   /* unread, and recent */
#define A_TURN     400 /* tasks that are taken in at once */

/* What a match is worth more, or less, than another as good. */
#define BONUS_RECENT     12 /* for each place nearer to the front, of at most: */
#define RECENT_COUNTED   12
#define BONUS_UNREAD     30
#define MALUS_ARCHIVED   150
#define MALUS_DONE       150
#define MALUS_OTHER_NAME 60
#define SCORE_CALLED     1000 /* of the task whose short id was typed: before all that only looks alike */

/*
 * Names are folded once, when the switcher is opened; a key that is pressed then only compares. Rooms and people are at
 * hand; tasks may be many and are read in the main loop's idle time. The objects of tasks are asked for when they are shown.
 */
typedef struct {
  OfficeSwitcherKind kind;
  gpointer object; /* room, person or command, borrowed; NULL: a task */
  char *id;
  char *folded;
  char *other;   /* folded: another name that it goes by; nullable */
  char **former; /* folded: short ids by which a task was called; nullable */
  int bonus;
  int score;
} Candidate;

struct _OfficeSwitcher {
  GObject parent_instance;

  OfficeSession *session;
  OfficeList *list;
  char *text;
  char *typed; /* folded, without the sign in front */
  char **recent;
  char *current;
  GPtrArray *commands;   /* OfficeSwitcherItem */
  GPtrArray *candidates; /* Candidate */
  gint64 mark;           /* of the tasks that are still to be read */
  guint turn;            /* source */
};

enum { PROP_0, PROP_LOADING, N_PROPS };
static GParamSpec *properties[N_PROPS];

static void office_switcher_list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (OfficeSwitcher, office_switcher, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, office_switcher_list_model_init))

static GType
office_switcher_get_item_type (GListModel *model)
{
  return OFFICE_TYPE_SWITCHER_ITEM;
}

static guint
office_switcher_get_n_items (GListModel *model)
{
  return g_list_model_get_n_items (G_LIST_MODEL (OFFICE_SWITCHER (model)->list));
}

static gpointer
office_switcher_get_item (GListModel *model, guint position)
{
  return g_list_model_get_item (G_LIST_MODEL (OFFICE_SWITCHER (model)->list), position);
}

static void
office_switcher_list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = office_switcher_get_item_type;
  iface->get_n_items = office_switcher_get_n_items;
  iface->get_item = office_switcher_get_item;
}

/* ---- candidates ---- */

static void
candidate_free (Candidate *candidate)
{
  g_free (candidate->id);
  g_free (candidate->folded);
  g_free (candidate->other);
  g_strfreev (candidate->former);
  g_free (candidate);
}

static int
count_recent (OfficeSwitcher *self, const char *id)
{
  for (int i = 0; self->recent != NULL && self->recent[i] != NULL && i < RECENT_COUNTED; i++)
    if (g_str_equal (self->recent[i], id))
      return (RECENT_COUNTED - i) * BONUS_RECENT;
  return 0;
}

static Candidate *
add_candidate (OfficeSwitcher *self, OfficeSwitcherKind kind, gpointer object, const char *id, const char *name)
{
  Candidate *candidate = g_new0 (Candidate, 1);

  candidate->kind = kind;
  candidate->object = object;
  candidate->id = g_strdup (id);
  candidate->folded = office_text_fold (name);
  candidate->bonus = count_recent (self, id);
  g_ptr_array_add (self->candidates, candidate);
  return candidate;
}

/* A direct room of several is called by first names; people may know it by the others. */
static char *
fold_full_names (OfficeRoom *room)
{
  g_autoptr (GString) names = g_string_new (NULL);
  GListModel *people = office_room_get_people (room);

  for (guint i = 0; i < g_list_model_get_n_items (people); i++)
    {
      g_autoptr (OfficePerson) person = g_list_model_get_item (people, i);

      if (!office_person_is_me (person))
        g_string_append_printf (names, "%s ", office_person_get_name (person));
    }
  return office_text_fold (names->str);
}

/* The direct room of two is reached by the person. */
static void
gather_rooms (OfficeSwitcher *self, GHashTable *bonuses)
{
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, self->session->rooms);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      OfficeRoom *room = value;
      int bonus = office_room_get_unread (room) > 0 ? BONUS_UNREAD : 0;
      Candidate *candidate;

      if (!office_room_is_present (room))
        continue;
      if (office_room_get_partner (room) != NULL)
        {
          bonus += count_recent (self, office_room_get_id (room));
          g_hash_table_insert (bonuses, office_room_get_partner (room), GINT_TO_POINTER (bonus));
          continue;
        }
      candidate = add_candidate (self, OFFICE_SWITCHER_ROOM, room, office_room_get_id (room),
                                 office_room_get_name (room));
      candidate->bonus += bonus - (office_room_get_archived (room) ? MALUS_ARCHIVED : 0);
      if (office_room_get_visibility (room) == OFFICE_ROOM_DIRECT)
        candidate->other = fold_full_names (room);
    }
}

static void
gather_people (OfficeSwitcher *self, GHashTable *bonuses)
{
  GListModel *people = office_session_get_people (self->session);

  for (guint i = 0; i < g_list_model_get_n_items (people); i++)
    {
      g_autoptr (OfficePerson) person = g_list_model_get_item (people, i);

      if (!office_person_is_me (person))
        add_candidate (self, OFFICE_SWITCHER_PERSON, person, office_person_get_id (person),
                       office_person_get_name (person))
            ->bonus
            += GPOINTER_TO_INT (g_hash_table_lookup (bonuses, person));
    }
}

static void
gather_commands (OfficeSwitcher *self)
{
  for (guint i = 0; i < self->commands->len; i++)
    {
      OfficeSwitcherItem *command = self->commands->pdata[i];

      add_candidate (self, OFFICE_SWITCHER_COMMAND, command, office_switcher_item_get_id (command),
                     office_switcher_item_get_title (command)->text);
    }
}

/* ids: " OLD-12 WEB-3"; each by itself, for of two the letters of one and the number of the other would fit */
static char **
fold_ids (const char *ids)
{
  char **folded = *ids != '\0' ? g_strsplit (ids + 1, " ", -1) : NULL;

  for (guint i = 0; folded != NULL && folded[i] != NULL; i++)
    {
      g_autofree char *id = folded[i];

      folded[i] = office_text_fold (id);
    }
  return folded;
}

/* People call a task by its short id, too, and by one that it had before. */
static void
add_task (OfficeSwitcher *self, const OfficeTaskName *name)
{
  g_autofree char *short_id = office_session_make_short_id (self->session, name->room, name->number);
  g_autofree char *former = office_session_dup_former_ids (self->session, name->room, name->number, name->former);
  Candidate *task = add_candidate (self, OFFICE_SWITCHER_TASK, NULL, name->id, name->title);

  task->bonus -= name->done ? MALUS_DONE : 0;
  task->other = short_id != NULL ? office_text_fold (short_id) : NULL;
  task->former = fold_ids (former);
}

static void update (OfficeSwitcher *self);

static gboolean
on_turn (gpointer data)
{
  OfficeSwitcher *self = data;
  g_autoptr (GPtrArray) names = office_replica_list_task_names (self->session->replica, A_TURN, &self->mark);

  for (guint i = 0; i < names->len; i++)
    {
      OfficeTaskName *name = names->pdata[i];

      if (name->title != NULL)
        add_task (self, name);
    }
  if (self->mark != 0)
    return G_SOURCE_CONTINUE;
  self->turn = 0;
  update (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LOADING]);
  return G_SOURCE_REMOVE;
}

/* ---- matching ---- */

/* The kind that is asked for alone; -1: all. */
static int
get_only_kind (OfficeSwitcher *self)
{
  switch (self->text[0])
    {
    case '@':
      return OFFICE_SWITCHER_PERSON;
    case '#':
      return OFFICE_SWITCHER_TASK;
    case '>':
      return OFFICE_SWITCHER_COMMAND;
    default:
      return -1;
    }
}

static int
score_other (OfficeSwitcher *self, Candidate *candidate)
{
  int best = candidate->other != NULL ? office_fuzzy_score (candidate->other, self->typed, OFFICE_FUZZY_STRICT) : 0;

  for (guint i = 0; candidate->former != NULL && candidate->former[i] != NULL; i++)
    best = MAX (best, office_fuzzy_score (candidate->former[i], self->typed, OFFICE_FUZZY_STRICT));
  return best;
}

/* @called: the id of the task that is meant if a short id was typed, also an old one */
static int
score (OfficeSwitcher *self, Candidate *candidate, const char *called)
{
  OfficeFuzziness fuzziness = candidate->kind == OFFICE_SWITCHER_TASK ? OFFICE_FUZZY_STRICT : OFFICE_FUZZY_LOOSE;
  int best = MAX (office_fuzzy_score (candidate->folded, self->typed, fuzziness),
                  score_other (self, candidate) - MALUS_OTHER_NAME);

  if (called != NULL && candidate->kind == OFFICE_SWITCHER_TASK && g_str_equal (candidate->id, called))
    best = MAX (best, SCORE_CALLED);

  /* A bonus never makes a match of what is none, nor a malus none of what is one. */
  return best > 0 ? MAX (best + candidate->bonus, 1) : 0;
}

static int
compare_scores (gconstpointer a, gconstpointer b)
{
  const Candidate *one = *(Candidate *const *) a;
  const Candidate *other = *(Candidate *const *) b;
  int order;

  if (one->score != other->score)
    return one->score > other->score ? -1 : 1;
  order = strcmp (one->folded, other->folded);
  return order != 0 ? order : strcmp (one->id, other->id);
}

static OfficeSwitcherItem *
make_task (OfficeSwitcher *self, const char *id, OfficeSwitcherGroup group)
{
  OfficeTask *task = office_session_find_task (self->session, id);
  OfficeRoom *room = task != NULL && office_task_is_present (task) && !office_task_get_trashed (task)
                         ? office_session_find_room (self->session, office_task_get_room_id (task))
                         : NULL;

  return room != NULL ? office_switcher_item_new_task (task, room, group, self->typed) : NULL;
}

static OfficeSwitcherItem *
make_item (OfficeSwitcher *self, Candidate *candidate)
{
  switch (candidate->kind)
    {
    case OFFICE_SWITCHER_ROOM:
      return office_switcher_item_new_room (candidate->object,
                                            office_room_get_visibility (candidate->object) == OFFICE_ROOM_DIRECT
                                                ? OFFICE_SWITCHER_PEOPLE
                                                : OFFICE_SWITCHER_ROOMS,
                                            self->typed);
    case OFFICE_SWITCHER_PERSON:
      return office_switcher_item_new_person (candidate->object, OFFICE_SWITCHER_PEOPLE, self->typed);
    case OFFICE_SWITCHER_TASK:
      return make_task (self, candidate->id, OFFICE_SWITCHER_TASKS);
    case OFFICE_SWITCHER_COMMAND:
    default:
      return office_switcher_item_copy_command (candidate->object, self->typed);
    }
}

/* The best of each group, and the groups in the order of their best. */
static void
gather_matches (OfficeSwitcher *self, GPtrArray *items)
{
  g_autoptr (GPtrArray) found = g_ptr_array_new ();
  int only = get_only_kind (self);
  guint most = only >= 0 ? MOST_ALONE : MOST;
  guint n[OFFICE_SWITCHER_COMMANDS + 1] = { 0 };
  GPtrArray *groups[OFFICE_SWITCHER_COMMANDS + 1] = { NULL };
  guint order[OFFICE_SWITCHER_COMMANDS + 1];
  guint n_groups = 0;
  OfficeTask *called = office_session_find_task_by_short_id (self->session, only >= 0 ? self->text + 1 : self->text);
  const char *id = called != NULL ? office_task_get_id (called) : NULL;

  for (guint i = 0; i < self->candidates->len; i++)
    {
      Candidate *candidate = self->candidates->pdata[i];
      gboolean wanted = only < 0 || (int) candidate->kind == only
                        || (only == OFFICE_SWITCHER_PERSON && candidate->kind == OFFICE_SWITCHER_ROOM
                            && candidate->other != NULL);

      candidate->score = !wanted                ? 0
                         : *self->typed == '\0' ? 1 + MAX (candidate->bonus, 0)
                                                : score (self, candidate, id);
      if (candidate->score > 0)
        g_ptr_array_add (found, candidate);
    }
  g_ptr_array_sort (found, compare_scores);
  for (guint i = 0; i < found->len; i++)
    {
      Candidate *candidate = found->pdata[i];
      OfficeSwitcherItem *item;
      guint group;

      /* Objects are made for what is shown only: of the tasks that match there may be thousands. */
      if (candidate->kind == OFFICE_SWITCHER_TASK && n[OFFICE_SWITCHER_TASKS] == most)
        continue;
      item = make_item (self, candidate);
      if (item == NULL)
        continue;
      group = office_switcher_item_get_group (item);
      if (n[group] == most)
        {
          g_object_unref (item);
          continue;
        }
      if (n[group]++ == 0)
        {
          order[n_groups++] = group;
          groups[group] = g_ptr_array_new ();
        }
      g_ptr_array_add (groups[group], item);
    }
  for (guint i = 0; i < n_groups; i++)
    g_ptr_array_extend_and_steal (items, groups[order[i]]);
}

static OfficeSwitcherItem *
make_place (OfficeSwitcher *self, OfficeRoom *room, OfficeSwitcherGroup group)
{
  OfficePerson *partner = office_room_get_partner (room);

  return partner != NULL ? office_switcher_item_new_person (partner, group, "")
                         : office_switcher_item_new_room (room, group, "");
}

static void
gather_unread (OfficeSwitcher *self, GPtrArray *items, GHashTable *seen)
{
  GListModel *lists[] = { office_session_get_directs (self->session), office_session_get_rooms (self->session) };

  for (guint l = 0; l < G_N_ELEMENTS (lists); l++)
    for (guint i = 0; i < g_list_model_get_n_items (lists[l]) && items->len < MOST_EMPTY; i++)
      {
        g_autoptr (OfficeRoom) room = g_list_model_get_item (lists[l], i);

        if (office_room_get_unread (room) + office_room_get_mentions (room) > 0
            && g_strcmp0 (office_room_get_id (room), self->current) != 0)
          {
            g_ptr_array_add (items, make_place (self, room, OFFICE_SWITCHER_UNREAD));
            g_hash_table_add (seen, (gpointer) office_room_get_id (room));
          }
      }
}

static void
gather_recent (OfficeSwitcher *self, GPtrArray *items, GHashTable *seen)
{
  guint before = items->len;

  for (guint i = 0; self->recent != NULL && self->recent[i] != NULL && items->len - before < MOST_EMPTY; i++)
    {
      OfficeRoom *room = office_session_find_room (self->session, self->recent[i]);
      OfficeSwitcherItem *item;

      if (g_strcmp0 (self->recent[i], self->current) == 0 || !g_hash_table_add (seen, self->recent[i]))
        continue;
      item = room != NULL && office_room_is_present (room) ? make_place (self, room, OFFICE_SWITCHER_RECENT)
                                                           : make_task (self, self->recent[i], OFFICE_SWITCHER_RECENT);
      if (item != NULL)
        g_ptr_array_add (items, item);
    }
}

/* On a first visit: nobody has been anywhere, and nothing is new. */
static void
gather_first_rooms (OfficeSwitcher *self, GPtrArray *items)
{
  GListModel *rooms = office_session_get_rooms (self->session);

  for (guint i = 0; i < g_list_model_get_n_items (rooms) && items->len < MOST_EMPTY; i++)
    {
      g_autoptr (OfficeRoom) room = g_list_model_get_item (rooms, i);

      if (g_strcmp0 (office_room_get_id (room), self->current) != 0)
        g_ptr_array_add (items, make_place (self, room, OFFICE_SWITCHER_ROOMS));
    }
}

/* What looks as before stays the same object, and so does its row with the cursor on it. */
static void
publish (OfficeSwitcher *self, GPtrArray *items)
{
  for (guint i = 0; i < items->len; i++)
    for (guint j = 0; j < office_list_get_length (self->list); j++)
      if (office_switcher_item_looks_like (office_list_peek (self->list, j), items->pdata[i]))
        {
          g_object_unref (items->pdata[i]);
          items->pdata[i] = g_object_ref (office_list_peek (self->list, j));
          break;
        }
  office_list_set (self->list, items);
}

static void
update (OfficeSwitcher *self)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  if (*self->text != '\0')
    {
      gather_matches (self, items);
      if (get_only_kind (self) < 0 && *self->typed != '\0')
        g_ptr_array_add (items, office_switcher_item_new_search (self->text));
    }
  else
    {
      gather_unread (self, items, seen);
      gather_recent (self, items, seen);
      if (items->len == 0)
        gather_first_rooms (self, items);
    }
  publish (self, items);
}

/* ---- the object ---- */

static void
office_switcher_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_LOADING)
    g_value_set_boolean (value, office_switcher_is_loading (OFFICE_SWITCHER (object)));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
office_switcher_finalize (GObject *object)
{
  OfficeSwitcher *self = OFFICE_SWITCHER (object);

  g_clear_handle_id (&self->turn, g_source_remove);
  g_clear_object (&self->session);
  g_clear_object (&self->list);
  g_free (self->text);
  g_free (self->typed);
  g_strfreev (self->recent);
  g_free (self->current);
  g_ptr_array_unref (self->commands);
  g_ptr_array_unref (self->candidates);

  G_OBJECT_CLASS (office_switcher_parent_class)->finalize (object);
}

static void
office_switcher_class_init (OfficeSwitcherClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = office_switcher_get_property;
  object_class->finalize = office_switcher_finalize;
  properties[PROP_LOADING] = g_param_spec_boolean ("loading", NULL, NULL, FALSE,
                                                   G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
office_switcher_init (OfficeSwitcher *self)
{
  self->list = office_list_new (OFFICE_TYPE_SWITCHER_ITEM);
  office_list_forward (self->list, G_LIST_MODEL (self));
  self->text = g_strdup ("");
  self->typed = g_strdup ("");
  self->commands = g_ptr_array_new_with_free_func (g_object_unref);
  self->candidates = g_ptr_array_new_with_free_func ((GDestroyNotify) candidate_free);
}

/**
 * office_switcher_new:
 * @session: an office
 *
 * Returns: (transfer full): a switcher that is empty until office_switcher_begin()
 */
OfficeSwitcher *
office_switcher_new (OfficeSession *session)
{
  OfficeSwitcher *self;

  g_return_val_if_fail (OFFICE_IS_SESSION (session), NULL);

  self = g_object_new (OFFICE_TYPE_SWITCHER, NULL);
  self->session = g_object_ref (session);
  return self;
}

/**
 * office_switcher_set_recent:
 * @self: a switcher
 * @ids: (nullable) (array zero-terminated=1): of rooms and tasks where one was, the last first
 * @current: (nullable): the room where one is, which is not offered without being asked for
 *
 * To be called before office_switcher_begin().
 */
void
office_switcher_set_recent (OfficeSwitcher *self, const char *const *ids, const char *current)
{
  g_return_if_fail (OFFICE_IS_SWITCHER (self));

  g_strfreev (self->recent);
  self->recent = g_strdupv ((char **) ids);
  g_free (self->current);
  self->current = g_strdup (current);
}

/**
 * office_switcher_set_commands:
 * @self: a switcher
 * @commands: (element-type OfficeSwitcherItem): what can be done now
 *
 * To be called before office_switcher_begin().
 */
void
office_switcher_set_commands (OfficeSwitcher *self, GPtrArray *commands)
{
  g_return_if_fail (OFFICE_IS_SWITCHER (self));

  g_ptr_array_set_size (self->candidates, 0); /* they borrow */
  g_ptr_array_set_size (self->commands, 0);
  for (guint i = 0; i < commands->len; i++)
    g_ptr_array_add (self->commands, g_object_ref (commands->pdata[i]));
}

/**
 * office_switcher_begin:
 * @self: a switcher
 *
 * Takes in the names that there are now: rooms and people at once, tasks as the main loop finds time.
 */
void
office_switcher_begin (OfficeSwitcher *self)
{
  g_autoptr (GHashTable) bonuses = g_hash_table_new (NULL, NULL);

  g_return_if_fail (OFFICE_IS_SWITCHER (self));

  g_ptr_array_set_size (self->candidates, 0);
  gather_rooms (self, bonuses);
  gather_people (self, bonuses);
  gather_commands (self);
  self->mark = 0;
  if (self->turn == 0)
    self->turn = g_idle_add (on_turn, self);
  g_free (self->text);
  self->text = g_strdup ("");
  g_free (self->typed);
  self->typed = g_strdup ("");
  update (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LOADING]);
}

/**
 * office_switcher_set_text:
 * @self: a switcher
 * @text: what is typed
 *
 * The list follows at once.
 */
void
office_switcher_set_text (OfficeSwitcher *self, const char *text)
{
  g_return_if_fail (OFFICE_IS_SWITCHER (self));
  g_return_if_fail (text != NULL);

  if (g_str_equal (text, self->text))
    return;
  g_free (self->text);
  self->text = g_strchug (g_strdup (text));
  g_free (self->typed);
  self->typed = office_text_fold (get_only_kind (self) >= 0 ? self->text + 1 : self->text);
  update (self);
}

gboolean
office_switcher_is_loading (OfficeSwitcher *self)
{
  g_return_val_if_fail (OFFICE_IS_SWITCHER (self), FALSE);
  return self->turn != 0;
}
