/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "demo-scene.h"

#include "office-accounts.h"
#include "office-hub.h"
#include "office-id.h"
#include "office-position.h"

#include <string.h>

#define RESOURCE           "/com/example/Office/demo/office.json"
#define HOUR_MS            (G_GINT64_CONSTANT (60) * 60 * 1000)
#define FOUNDED            (-30)         /* days from today: when people and rooms came */
#define PLANNED            (-14)         /* when tasks were written down that name no message */
#define LAST_WORDS_MINUTES (9 * 60 + 45) /* of the day: nothing in the scene is said later */

/* Nobody signs in to a demo by password: no hash looks like this. */
#define NO_PASSWORD "*"

struct _OfficeDemoScene {
  JsonParser *parser;
  JsonObject *root;
  GPtrArray *people;  /* OfficeDemoPerson */
  GHashTable *rooms;  /* key → id */
  GHashTable *things; /* key of a message, task or label → id */
  GHashTable *titles; /* key of a task → its title */

  /* While it is played. */
  OfficeStore *store;
  OfficeDemoClock *clock;
  OfficeRandom *random;
  GDateTime *today;   /* the day on which "today" was said */
  GDateTime *due_day; /* the day that due dates are counted from */
  GPtrArray *deeds;   /* Deed */
  GError *problem;    /* the first; written in the writer's thread, read after a flush */
};

/* One operation of the past. */
typedef struct {
  OfficeDemoScene *scene;
  gint64 at;
  guint order; /* among those of the same moment */
  char *person;
  OfficeOperation *operation;
} Deed;

typedef struct {
  OfficeDemoScene *scene;
  OfficeDemoPerson *person;
} Joining;

static void
person_free (gpointer data)
{
  OfficeDemoPerson *person = data;

  g_free (person->id);
  g_free (person->device);
  g_free (person->token);
  g_free (person);
}

static void
deed_free (gpointer data)
{
  Deed *deed = data;

  g_free (deed->person);
  office_operation_unref (deed->operation);
  g_free (deed);
}

/* ---- reading the scene ---- */

static const char *
text_of (JsonObject *object, const char *member)
{
  return json_object_get_string_member_with_default (object, member, NULL);
}

static guint
length_of (JsonObject *object, const char *member)
{
  return json_object_has_member (object, member) ? json_array_get_length (json_object_get_array_member (object, member))
                                                 : 0;
}

static JsonObject *
element_of (JsonObject *object, const char *member, guint index)
{
  return json_array_get_object_element (json_object_get_array_member (object, member), index);
}

static const char *
person_id (OfficeDemoScene *self, const char *key)
{
  return office_demo_scene_find_person (self, key)->id;
}

static const char *
thing_id (OfficeDemoScene *self, const char *key)
{
  const char *id = g_hash_table_lookup (self->things, key);

  g_assert (id != NULL);
  return id;
}

static gint64
moment (OfficeDemoScene *self, int day, const char *time)
{
  g_autoptr (GDateTime) date = g_date_time_add_days (self->today, day);
  g_autoptr (GDateTime) when = NULL;
  int hour = 8, minute = 0;

  if (time != NULL)
    {
      hour = (int) g_ascii_strtoll (time, NULL, 10);
      minute = (int) g_ascii_strtoll (strchr (time, ':') + 1, NULL, 10);
    }
  when = g_date_time_new_local (g_date_time_get_year (date), g_date_time_get_month (date),
                                g_date_time_get_day_of_month (date), hour, minute, 0);
  return g_date_time_to_unix (when) * 1000;
}

static gint64
moment_of (OfficeDemoScene *self, JsonObject *said)
{
  return moment (self, (int) json_object_get_int_member (said, "day"), text_of (said, "time"));
}

/* "{ben}" and "{task:doors}" become the links that a composer would have made. */
static char *
link_text (OfficeDemoScene *self, const char *text)
{
  GString *result = g_string_new (NULL);
  const char *open, *close;

  for (; (open = strchr (text, '{')) != NULL && (close = strchr (open, '}')) != NULL; text = close + 1)
    {
      g_autofree char *key = g_strndup (open + 1, close - open - 1);

      g_string_append_len (result, text, open - text);
      if (g_str_has_prefix (key, "task:"))
        g_string_append_printf (result, "[%s](office:task/%s)",
                                (const char *) g_hash_table_lookup (self->titles, key + strlen ("task:")),
                                thing_id (self, key + strlen ("task:")));
      else
        {
          OfficeDemoPerson *person = office_demo_scene_find_person (self, key);
          g_auto (GStrv) names = g_strsplit (person->name, " ", 2);

          g_string_append_printf (result, "[@%s](office:person/%s)", names[0], person->id);
        }
    }
  g_string_append (result, text);
  return g_string_free (result, FALSE);
}

static char *
make_due (OfficeDemoScene *self, JsonObject *due)
{
  g_autoptr (GDateTime) date = g_date_time_add_days (self->due_day, (int) json_object_get_int_member (due, "day"));
  g_autofree char *day = g_date_time_format (date, "%Y-%m-%d");
  const char *time = text_of (due, "time");

  return time != NULL ? g_strdup_printf ("%sT%s", day, time) : g_steal_pointer (&day);
}

/* ---- deeds ---- */

static void
do_at (OfficeDemoScene *self, gint64 at, const char *person, const char *intent, JsonObject *with)
{
  g_autoptr (JsonObject) owned = with;
  g_autofree char *id = office_id_new (OFFICE_CLOCK (self->clock), self->random);
  Deed *deed = g_new0 (Deed, 1);

  *deed = (Deed){ self, at, self->deeds->len, g_strdup (person), office_operation_new (id, intent, 0, at, owned) };
  g_ptr_array_add (self->deeds, deed);
}

static JsonObject *
with_id (const char *id)
{
  JsonObject *with = json_object_new ();

  json_object_set_string_member (with, "id", id);
  return with;
}

static char *
new_thing (OfficeDemoScene *self, const char *key)
{
  char *id = office_id_new (OFFICE_CLOCK (self->clock), self->random);

  if (key != NULL)
    g_hash_table_insert (self->things, g_strdup (key), g_strdup (id));
  return id;
}

/* An id that was given when somebody named the thing before it was made. */
static char *
take_thing (OfficeDemoScene *self, const char *key)
{
  const char *known = key != NULL ? g_hash_table_lookup (self->things, key) : NULL;

  return known != NULL ? g_strdup (known) : new_thing (self, key);
}

static int
compare_deeds (gconstpointer a, gconstpointer b)
{
  const Deed *first = *(Deed *const *) a;
  const Deed *second = *(Deed *const *) b;

  if (first->at != second->at)
    return first->at < second->at ? -1 : 1;
  return first->order < second->order ? -1 : 1;
}

/* In the writer's thread. */
static gboolean
carry_out (OfficeTransaction *transaction, gpointer data, GError **error)
{
  Deed *deed = data;
  OfficeDemoScene *self = deed->scene;
  OfficeResult *result;
  gboolean done;

  office_demo_clock_set (self->clock, deed->at);
  result = office_hub_apply (transaction, deed->operation, deed->person, NULL);
  done = result->problem == NULL;
  if (!done && self->problem == NULL)
    self->problem = g_error_copy (result->problem);
  if (!done)
    g_propagate_error (error, g_steal_pointer (&result->problem));
  office_result_free (result);
  return done;
}

static gboolean
finish (OfficeDemoScene *self, GError **error)
{
  office_store_flush (self->store);
  if (self->problem == NULL)
    return TRUE;
  g_propagate_prefixed_error (error, g_steal_pointer (&self->problem), "The demo office cannot be set up: ");
  return FALSE;
}

static gboolean
carry_out_all (OfficeDemoScene *self, GError **error)
{
  g_ptr_array_sort (self->deeds, compare_deeds);
  for (guint i = 0; i < self->deeds->len; i++)
    office_store_submit (self->store, carry_out, NULL, self->deeds->pdata[i], NULL);
  if (!finish (self, error))
    return FALSE;
  g_ptr_array_set_size (self->deeds, 0);
  return TRUE;
}

/* ---- people ---- */

/* In the writer's thread. */
static gboolean
join (OfficeTransaction *transaction, gpointer data, GError **error)
{
  Joining *joining = data;
  OfficeDemoPerson *person = joining->person;
  g_autoptr (GError) problem = NULL;
  gint64 expires_at;
  g_autofree char *code = office_accounts_invite (transaction, "member", 1, 24, NULL, &expires_at, &problem);
  g_autoptr (OfficeTicket) ticket = code != NULL ? office_accounts_join (transaction, code, person->name, NO_PASSWORD,
                                                                         person->device, "Demo", &problem)
                                                 : NULL;

  if (ticket == NULL)
    {
      if (joining->scene->problem == NULL)
        joining->scene->problem = g_error_copy (problem);
      g_propagate_error (error, g_steal_pointer (&problem));
      return FALSE;
    }
  person->id = g_strdup (ticket->person);
  person->token = g_strdup (ticket->token);
  return TRUE;
}

static gboolean
bring_people (OfficeDemoScene *self, GError **error)
{
  /* Nothing has been done before its people came. */
  office_demo_clock_set (self->clock, moment (self, FOUNDED - 1, NULL));
  for (guint i = 0; i < self->people->len; i++)
    {
      Joining *joining = g_new0 (Joining, 1);

      *joining = (Joining){ self, self->people->pdata[i] };
      joining->person->device = office_id_new (OFFICE_CLOCK (self->clock), self->random);
      office_store_submit (self->store, join, NULL, joining, g_free);
    }
  return finish (self, error);
}

/* ---- what people say of themselves ---- */

static void
set_hours (OfficeDemoScene *self, JsonObject *set, const char *field, JsonObject *person, const char *hours)
{
  gint64 from = g_date_time_to_unix (self->due_day) * 1000;

  /* People say full hours. */
  if (json_object_has_member (person, hours))
    json_object_set_int_member (set, field,
                                from - from % HOUR_MS + json_object_get_int_member (person, hours) * HOUR_MS);
}

/* What holds so many hours from now, whatever time it is; who says nothing is left as they came. */
static gboolean
tell_whereabouts (OfficeDemoScene *self, GError **error)
{
  static const char *const texts[] = { "emoji", "status", "place", "site", "zone" };

  for (guint i = 0; i < self->people->len; i++)
    {
      JsonObject *person = element_of (self->root, "people", i);
      OfficeDemoPerson *who = self->people->pdata[i];
      g_autoptr (JsonObject) set = json_object_new ();
      JsonObject *with;

      for (guint t = 0; t < G_N_ELEMENTS (texts); t++)
        if (text_of (person, texts[t]) != NULL)
          json_object_set_string_member (set, texts[t], text_of (person, texts[t]));
      set_hours (self, set, "until", person, "hours");
      set_hours (self, set, "quiet_until", person, "quiet_hours");
      if (json_object_get_size (set) == 0)
        continue;
      with = with_id (who->id);
      json_object_set_string_member (with, "kind", "person");
      json_object_set_object_member (with, "set", g_steal_pointer (&set));
      do_at (self, moment (self, 0, "8:30"), who->id, "patch", with);
    }
  return carry_out_all (self, error);
}

/* ---- rooms ---- */

static JsonArray *
list_people (OfficeDemoScene *self, JsonObject *object, const char *member, const char *and)
{
  JsonArray *array = json_array_new ();

  if (and != NULL)
    json_array_add_string_element (array, and);
  for (guint i = 0; i < length_of (object, member); i++)
    json_array_add_string_element (
        array, person_id (self, json_array_get_string_element (json_object_get_array_member (object, member), i)));
  return array;
}

/* A new office has a first room already. */
static char *
find_room_called (OfficeDemoScene *self, const char *name)
{
  g_autoptr (GPtrArray) rooms = office_book_list (OFFICE_BOOK (self->store), "room", NULL, NULL);

  for (guint i = 0; i < rooms->len; i++)
    if (g_strcmp0 (office_record_get_text (rooms->pdata[i], "name"), name) == 0)
      return g_strdup (office_record_get_id (rooms->pdata[i]));
  return NULL;
}

static char *
open_direct (OfficeDemoScene *self, JsonObject *room)
{
  const char *me = office_demo_scene_get_viewer (self)->id;
  g_autoptr (GPtrArray) ids = g_ptr_array_new ();
  JsonArray *members = list_people (self, room, "direct", me);
  JsonObject *with = json_object_new ();

  for (guint i = 0; i < json_array_get_length (members); i++)
    g_ptr_array_add (ids, (gpointer) json_array_get_string_element (members, i));
  g_ptr_array_add (ids, NULL);
  json_object_set_array_member (with, "members", members);
  do_at (self, moment (self, FOUNDED, NULL), me, "room.open-direct", with);
  return office_id_derive_direct (office_store_get_office_id (self->store), (const char *const *) ids->pdata);
}

static JsonArray *
list_everybody (OfficeDemoScene *self)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < self->people->len; i++)
    json_array_add_string_element (array, ((OfficeDemoPerson *) self->people->pdata[i])->id);
  return array;
}

static char *
open_room (OfficeDemoScene *self, JsonObject *room)
{
  g_autofree char *id = find_room_called (self, text_of (room, "name"));
  const char *visibility = text_of (room, "visibility");
  JsonObject *with;

  if (id != NULL)
    return g_steal_pointer (&id);
  id = office_id_new (OFFICE_CLOCK (self->clock), self->random);
  with = with_id (id);
  json_object_set_string_member (with, "name", text_of (room, "name"));
  if (text_of (room, "topic") != NULL)
    json_object_set_string_member (with, "topic", text_of (room, "topic"));
  json_object_set_string_member (with, "visibility", visibility != NULL ? visibility : "public");
  json_object_set_array_member (with, "members",
                                json_object_has_member (room, "members") ? list_people (self, room, "members", NULL)
                                                                         : list_everybody (self));
  do_at (self, moment (self, FOUNDED, NULL), ((OfficeDemoPerson *) self->people->pdata[0])->id, "room.create", with);
  return g_steal_pointer (&id);
}

static const char *
room_id (OfficeDemoScene *self, guint index)
{
  g_autofree char *key = g_strdup_printf ("%u", index);

  return g_hash_table_lookup (self->rooms, key);
}

static gboolean
open_rooms (OfficeDemoScene *self, GError **error)
{
  for (guint i = 0; i < length_of (self->root, "rooms"); i++)
    {
      JsonObject *room = element_of (self->root, "rooms", i);
      char *id = json_object_has_member (room, "direct") ? open_direct (self, room) : open_room (self, room);

      if (text_of (room, "key") != NULL)
        g_hash_table_insert (self->rooms, g_strdup (text_of (room, "key")), g_strdup (id));
      g_hash_table_insert (self->rooms, g_strdup_printf ("%u", i), id);
    }
  return carry_out_all (self, error);
}

/* ---- boards ---- */

static JsonObject *
make_put (const char *kind, const char *id, const char *room)
{
  JsonObject *with = with_id (id);

  json_object_set_string_member (with, "kind", kind);
  json_object_set_string_member (with, "room", room);
  return with;
}

static char *
position_of (OfficeDemoScene *self, const char *id)
{
  g_autoptr (OfficeRecord) record = office_book_get (OFFICE_BOOK (self->store), id);

  return record != NULL ? g_strdup (office_record_get_text (record, "position")) : NULL;
}

static void
add_review_column (OfficeDemoScene *self, const char *room, const char *name)
{
  g_autofree char *doing = office_id_derive (room, "doing");
  g_autofree char *done = office_id_derive (room, "done");
  g_autofree char *before = position_of (self, doing);
  g_autofree char *after = position_of (self, done);
  g_autofree char *position = office_position_between (before, after, NULL);
  g_autofree char *key = g_strconcat (room, "review", NULL);
  g_autofree char *id = new_thing (self, key);
  JsonObject *with = make_put ("column", id, room);

  json_object_set_string_member (with, "name", name);
  json_object_set_string_member (with, "state", "doing");
  json_object_set_string_member (with, "position", position);
  do_at (self, moment (self, FOUNDED, NULL), ((OfficeDemoPerson *) self->people->pdata[0])->id, "put", with);
}

static void
add_labels (OfficeDemoScene *self, const char *room, JsonObject *scene)
{
  for (guint i = 0; i < length_of (scene, "labels"); i++)
    {
      JsonObject *label = element_of (scene, "labels", i);
      g_autofree char *id = new_thing (self, text_of (label, "key"));
      JsonObject *with = make_put ("label", id, room);

      json_object_set_string_member (with, "name", text_of (label, "name"));
      json_object_set_string_member (with, "hue", text_of (label, "hue"));
      do_at (self, moment (self, FOUNDED, NULL), ((OfficeDemoPerson *) self->people->pdata[0])->id, "put", with);
    }
}

static char *
column_id (OfficeDemoScene *self, const char *room, const char *column)
{
  g_autofree char *key = g_strconcat (room, column, NULL);
  const char *own = g_hash_table_lookup (self->things, key);

  return own != NULL ? g_strdup (own) : office_id_derive (room, column);
}

static void
add_steps (OfficeDemoScene *self, const char *room, const char *task, JsonObject *scene, gint64 at, const char *by)
{
  guint n = length_of (scene, "steps");
  g_auto (GStrv) positions = office_position_spread (n);

  for (guint i = 0; i < n; i++)
    {
      JsonObject *step = element_of (scene, "steps", i);
      g_autofree char *id = new_thing (self, NULL);
      JsonObject *with = make_put ("step", id, room);

      json_object_set_string_member (with, "task", task);
      json_object_set_string_member (with, "text", text_of (step, "text"));
      json_object_set_string_member (with, "position", positions[i]);
      if (json_object_get_boolean_member_with_default (step, "done", FALSE))
        json_object_set_boolean_member (with, "done", TRUE);
      do_at (self, at, by, "put", with);
    }
}

static void
react (OfficeDemoScene *self, const char *message, gint64 at, JsonObject *said)
{
  for (guint i = 0; i < length_of (said, "reactions"); i++)
    {
      JsonObject *reaction = element_of (said, "reactions", i);
      JsonObject *with = json_object_new ();

      json_object_set_string_member (with, "message", message);
      json_object_set_string_member (with, "emoji", text_of (reaction, "emoji"));
      do_at (self, at + (i + 1) * 60000, person_id (self, text_of (reaction, "by")), "reaction.add", with);
    }
}

static void
say (OfficeDemoScene *self, const char *room, const char *task, JsonObject *said)
{
  g_autofree char *id = take_thing (self, text_of (said, "key"));
  g_autofree char *text = link_text (self, text_of (said, "text"));
  JsonObject *with = with_id (id);

  json_object_set_string_member (with, "room", room);
  json_object_set_string_member (with, "text", text);
  if (task != NULL)
    json_object_set_string_member (with, "task", task);
  if (text_of (said, "thread") != NULL)
    json_object_set_string_member (with, "thread", thing_id (self, text_of (said, "thread")));
  do_at (self, moment_of (self, said), person_id (self, text_of (said, "by")), "message.send", with);
  react (self, id, moment_of (self, said), said);
}

static void
copy_labels (OfficeDemoScene *self, JsonObject *with, JsonObject *scene)
{
  JsonArray *labels = json_array_new ();

  for (guint i = 0; i < length_of (scene, "labels"); i++)
    json_array_add_string_element (
        labels, thing_id (self, json_array_get_string_element (json_object_get_array_member (scene, "labels"), i)));
  json_object_set_array_member (with, "labels", labels);
}

static gint64
moment_of_source (OfficeDemoScene *self, JsonObject *room, const char *key)
{
  for (guint i = 0; key != NULL && i < length_of (room, "messages"); i++)
    if (g_strcmp0 (text_of (element_of (room, "messages", i), "key"), key) == 0)
      return moment_of (self, element_of (room, "messages", i));
  return moment (self, PLANNED, NULL);
}

static void
add_task (OfficeDemoScene *self, const char *room, JsonObject *room_scene, JsonObject *scene)
{
  static const char *const texts[] = { "title", "description", "priority" };
  const char *source = text_of (scene, "source");
  const char *by = text_of (scene, "by") != NULL ? person_id (self, text_of (scene, "by"))
                                                 : ((OfficeDemoPerson *) self->people->pdata[0])->id;
  gint64 at = moment_of_source (self, room_scene, source) + 1000;
  g_autofree char *id = take_thing (self, text_of (scene, "key"));
  g_autofree char *column = column_id (self, room, text_of (scene, "column"));
  JsonObject *with = with_id (id);

  json_object_set_string_member (with, "room", room);
  json_object_set_string_member (with, "column", column);
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    if (text_of (scene, texts[i]) != NULL)
      json_object_set_string_member (with, texts[i], text_of (scene, texts[i]));
  json_object_set_array_member (with, "assignees", list_people (self, scene, "assignees", NULL));
  copy_labels (self, with, scene);
  if (source != NULL)
    json_object_set_string_member (with, "source", thing_id (self, source));
  if (json_object_has_member (scene, "due"))
    {
      g_autofree char *due = make_due (self, json_object_get_object_member (scene, "due"));

      json_object_set_string_member (with, "due", due);
    }
  do_at (self, at, by, "task.create", with);
  add_steps (self, room, id, scene, at, by);
  for (guint i = 0; i < length_of (scene, "messages"); i++)
    say (self, room, id, element_of (scene, "messages", i));
}

static void
name_things (OfficeDemoScene *self, JsonObject *room)
{
  for (guint i = 0; i < length_of (room, "tasks"); i++)
    {
      JsonObject *task = element_of (room, "tasks", i);
      g_autofree char *id = take_thing (self, text_of (task, "key"));

      if (text_of (task, "key") != NULL)
        g_hash_table_insert (self->titles, g_strdup (text_of (task, "key")), g_strdup (text_of (task, "title")));
    }
  for (guint i = 0; i < length_of (room, "messages"); i++)
    {
      g_autofree char *id = take_thing (self, text_of (element_of (room, "messages", i), "key"));
    }
}

static gboolean
fill_rooms (OfficeDemoScene *self, GError **error)
{
  for (guint i = 0; i < length_of (self->root, "rooms"); i++)
    {
      JsonObject *room = element_of (self->root, "rooms", i);

      if (text_of (room, "review") != NULL)
        add_review_column (self, room_id (self, i), text_of (room, "review"));
      add_labels (self, room_id (self, i), room);
      name_things (self, room);
    }
  for (guint i = 0; i < length_of (self->root, "rooms"); i++)
    {
      JsonObject *room = element_of (self->root, "rooms", i);

      for (guint m = 0; m < length_of (room, "messages"); m++)
        say (self, room_id (self, i), NULL, element_of (room, "messages", m));
      /* Each new task stands on top of its column: the scene tells them from the top. */
      for (guint t = length_of (room, "tasks"); t > 0; t--)
        add_task (self, room_id (self, i), room, element_of (room, "tasks", t - 1));
    }
  return carry_out_all (self, error);
}

/* ---- what the viewer has read ---- */

static gint64
seq_before_unread (OfficeDemoScene *self, const char *room, gint64 unread)
{
  g_autoptr (GPtrArray) messages = office_store_messages (self->store, room, 0, 200, NULL);
  gint64 seq = 0;

  for (guint i = 0; messages != NULL && i < messages->len; i++)
    {
      OfficeRecord *message = messages->pdata[i];

      if (i == 0)
        seq = office_record_get_integer (message, "seq");
      if (unread == 0)
        break;
      if (office_record_has (message, "task") || office_record_has (message, "thread"))
        continue;
      seq = office_record_get_integer (message, "seq") - 1;
      unread--;
    }
  return seq;
}

/* The last of what is new has not been looked at. */
static void
mark_activity (OfficeDemoScene *self)
{
  JsonObject *with = json_object_new ();

  json_object_set_int_member (with, "at", moment (self, 0, "9:15"));
  do_at (self, moment (self, 0, "9:45"), office_demo_scene_get_viewer (self)->id, "activity.mark", with);
}

static gboolean
mark_read (OfficeDemoScene *self, GError **error)
{
  for (guint i = 0; i < length_of (self->root, "rooms"); i++)
    {
      gint64 unread = json_object_get_int_member_with_default (element_of (self->root, "rooms", i), "unread", 0);
      gint64 seq = seq_before_unread (self, room_id (self, i), unread);
      JsonObject *with;

      if (seq == 0)
        continue;
      with = json_object_new ();
      json_object_set_string_member (with, "room", room_id (self, i));
      json_object_set_int_member (with, "seq", seq);
      json_object_set_int_member (with, "generation", 0);
      do_at (self, moment (self, 0, "9:45"), office_demo_scene_get_viewer (self)->id, "read.mark", with);
    }
  mark_activity (self);
  return carry_out_all (self, error);
}

/* ---- public ---- */

static void
load_people (OfficeDemoScene *self)
{
  for (guint i = 0; i < length_of (self->root, "people"); i++)
    {
      JsonObject *object = element_of (self->root, "people", i);
      OfficeDemoPerson *person = g_new0 (OfficeDemoPerson, 1);

      person->key = text_of (object, "key");
      person->name = text_of (object, "name");
      person->presence = text_of (object, "presence");
      g_ptr_array_add (self->people, person);
    }
}

/**
 * office_demo_scene_new:
 *
 * Returns: (transfer full): the scene as it is told in the program's resources
 */
OfficeDemoScene *
office_demo_scene_new (void)
{
  OfficeDemoScene *self = g_new0 (OfficeDemoScene, 1);
  g_autoptr (GBytes) bytes = g_resources_lookup_data (RESOURCE, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  gboolean parsed;

  g_assert (bytes != NULL);
  self->parser = json_parser_new ();
  parsed = json_parser_load_from_data (self->parser, g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes),
                                       NULL);
  g_assert (parsed);
  self->root = json_node_get_object (json_parser_get_root (self->parser));
  self->people = g_ptr_array_new_with_free_func (person_free);
  self->rooms = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->things = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->titles = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->deeds = g_ptr_array_new_with_free_func (deed_free);
  load_people (self);
  return self;
}

/**
 * office_demo_scene_free:
 * @self: (transfer full): a scene
 */
void
office_demo_scene_free (OfficeDemoScene *self)
{
  g_ptr_array_unref (self->people);
  g_ptr_array_unref (self->deeds);
  g_hash_table_unref (self->rooms);
  g_hash_table_unref (self->things);
  g_hash_table_unref (self->titles);
  g_clear_pointer (&self->today, g_date_time_unref);
  g_clear_pointer (&self->due_day, g_date_time_unref);
  g_clear_error (&self->problem);
  g_object_unref (self->parser);
  g_free (self);
}

/**
 * office_demo_scene_get_name:
 * @self: a scene
 *
 * Returns: (transfer none): the office's name
 */
const char *
office_demo_scene_get_name (OfficeDemoScene *self)
{
  return text_of (self->root, "name");
}

/**
 * office_demo_scene_play:
 * @self: a scene
 * @store: an empty book
 * @clock: the clock of @store
 * @random: for ids
 * @error: return location
 *
 * Writes the scene as its people would have done, at the times it tells. Early in the morning "today" is yesterday's, so
 * that nothing has been said in the future.
 *
 * Returns: whether everything was accepted
 */
gboolean
office_demo_scene_play (OfficeDemoScene *self, OfficeStore *store, OfficeDemoClock *clock, OfficeRandom *random,
                        GError **error)
{
  g_autoptr (GDateTime) now = g_date_time_new_from_unix_local (office_clock_now (OFFICE_CLOCK (clock)) / 1000);
  gboolean early = g_date_time_get_hour (now) * 60 + g_date_time_get_minute (now) < LAST_WORDS_MINUTES;
  gboolean played;

  self->store = store;
  self->clock = clock;
  self->random = random;
  self->due_day = g_date_time_ref (now);
  self->today = g_date_time_add_days (now, early ? -1 : 0);
  played = bring_people (self, error) && open_rooms (self, error) && fill_rooms (self, error)
           && tell_whereabouts (self, error) && mark_read (self, error);
  office_demo_clock_set (clock, 0);
  return played;
}

/**
 * office_demo_scene_get_people:
 * @self: a scene that was played
 *
 * Returns: (transfer none) (element-type OfficeDemoPerson): its people
 */
GPtrArray *
office_demo_scene_get_people (OfficeDemoScene *self)
{
  return self->people;
}

/**
 * office_demo_scene_get_viewer:
 * @self: a scene
 *
 * Returns: (transfer none): the person who sits at the window
 */
OfficeDemoPerson *
office_demo_scene_get_viewer (OfficeDemoScene *self)
{
  return office_demo_scene_find_person (self, text_of (self->root, "me"));
}

/**
 * office_demo_scene_find_person:
 * @self: a scene
 * @key: what the scene calls a person
 *
 * Returns: (transfer none): that person
 */
OfficeDemoPerson *
office_demo_scene_find_person (OfficeDemoScene *self, const char *key)
{
  for (guint i = 0; i < self->people->len; i++)
    {
      OfficeDemoPerson *person = self->people->pdata[i];

      if (g_strcmp0 (person->key, key) == 0)
        return person;
    }
  g_assert_not_reached ();
}

/**
 * office_demo_scene_find_room:
 * @self: a scene that was played
 * @key: what the scene calls a room
 *
 * Returns: (transfer none) (nullable): the room's id
 */
const char *
office_demo_scene_find_room (OfficeDemoScene *self, const char *key)
{
  return g_hash_table_lookup (self->rooms, key);
}

/**
 * office_demo_scene_get_first_room:
 * @self: a scene that was played
 *
 * Returns: (transfer none) (nullable): the id of the room that a visitor is to see first
 */
const char *
office_demo_scene_get_first_room (OfficeDemoScene *self)
{
  const char *key = text_of (self->root, "opens");

  return key != NULL ? office_demo_scene_find_room (self, key) : NULL;
}

/**
 * office_demo_scene_get_life:
 * @self: a scene
 *
 * Returns: (transfer none): what its people do while somebody watches
 */
JsonObject *
office_demo_scene_get_life (OfficeDemoScene *self)
{
  return json_object_get_object_member (self->root, "life");
}
