/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-command.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "office-effects.h"
#include "office-mentions.h"
#include "office-new-task.h"
#include "office-problem.h"
#include "office-scheduled.h"
#include "office-when.h"

typedef struct _OfficeCommand OfficeCommand;

struct _OfficeCommand {
  const char *name;
  const char *arguments;   /* nullable; to be translated */
  const char *description; /* to be translated */
  gboolean needs_argument;
  gboolean (*run) (const OfficeCommand *command, const char *rest, const OfficeCommandPlace *place, GError **error);
  const char *action; /* of the window, where that is all */
};

static void
refuse (GError **error, const char *text)
{
  office_problem_set (error, OFFICE_PROBLEM_INVALID, NULL, "%s", text);
}

static void
say (const OfficeCommandPlace *place, const char *text)
{
  g_signal_emit_by_name (place->session, "notice", text, NULL);
}

/* ---- what they do ---- */

static gboolean
activate (const OfficeCommand *command, const char *rest, const OfficeCommandPlace *place, GError **error)
{
  if (gtk_widget_activate_action (place->widget, command->action, NULL))
    return TRUE;
  refuse (error, _ ("That cannot be done here."));
  return FALSE;
}

/* A line that is all dates, names and labels is a title after all. */
static OfficeQuickTask *
read_task (const OfficeCommandPlace *place, const char *line)
{
  const char *const whole[] = { line, NULL };
  g_autoptr (OfficeQuickTask) task = office_session_read_task (place->session, place->room, FALSE, line, NULL);

  return *task->title != '\0' ? g_steal_pointer (&task)
                              : office_session_read_task (place->session, place->room, FALSE, line, whole);
}

/* The first line is read as anywhere where a task is typed; what stands below describes it. */
static gboolean
make_task (const OfficeCommand *command, const char *rest, const OfficeCommandPlace *place, GError **error)
{
  const gsize length = strcspn (rest, "\n");
  g_autofree char *line = g_strchomp (g_strndup (rest, length));
  g_autofree char *below = g_strstrip (g_strdup (rest + length));
  g_autoptr (OfficeQuickTask) task = read_task (place, line);
  const OfficeQuickMore more = { .description = *below != '\0' ? below : NULL };
  g_autofree char *text = NULL;

  if (!office_session_make_quick_task_with (place->session, place->room, NULL, task, &more, NULL, error))
    return FALSE;
  /* Translators: %s is the title of a task */
  text = g_strdup_printf (_ ("Task made: %s"), task->title);
  say (place, text);
  return TRUE;
}

static gboolean
is_direct (const OfficeCommandPlace *place, GError **error)
{
  OfficeRoom *room = office_session_find_room (place->session, place->room);

  if (room != NULL && office_room_get_visibility (room) != OFFICE_ROOM_DIRECT)
    return FALSE;
  refuse (error, _ ("That is for rooms, and this is a direct conversation."));
  return TRUE;
}

static gboolean
set_topic (const OfficeCommand *command, const char *rest, const OfficeCommandPlace *place, GError **error)
{
  return !is_direct (place, error) && office_session_edit_room (place->session, place->room, "topic", rest, error);
}

/* The people that are named at the start of a text, and what stands behind them. */
static char **
read_people (const char *text, const OfficeCommandPlace *place, char **rest, GError **error)
{
  g_autofree char *marked = *text == '@' ? g_strdup (text) : g_strconcat ("@", text, NULL);
  g_autofree char *linked = office_mentions_link (marked, office_session_get_people (place->session));
  g_autoptr (GPtrArray) people = g_ptr_array_new_with_free_func (g_free);
  const char *p = linked;

  while (g_str_has_prefix (p, "[@"))
    {
      const char *end = strchr (p, ')');
      g_autofree char *link = end != NULL ? g_strndup (p, end + 1 - p) : NULL;
      g_auto (GStrv) ids = office_text_dup_mentions (link, "person");

      if (ids[0] == NULL)
        break;
      g_ptr_array_add (people, g_strdup (ids[0]));
      p = end + 1 + strspn (end + 1, " ,");
    }
  if (people->len == 0)
    {
      refuse (error, _ ("There is nobody of that name in this office."));
      return NULL;
    }
  g_ptr_array_add (people, NULL);
  *rest = office_mentions_unlink (p);
  return (char **) g_ptr_array_free (g_steal_pointer (&people), FALSE);
}

static gboolean
are_all_here (const OfficeCommandPlace *place, char **people)
{
  OfficeRoom *room = office_session_find_room (place->session, place->room);
  GListModel *here = room != NULL ? office_room_get_people (room) : NULL;
  guint n = 0;

  for (guint i = 0; here != NULL && i < g_list_model_get_n_items (here); i++)
    {
      g_autoptr (OfficePerson) person = g_list_model_get_item (here, i);

      n += g_strv_contains ((const char *const *) people, office_person_get_id (person)) ? 1 : 0;
    }
  return n == g_strv_length (people);
}

static gboolean
invite (const OfficeCommand *command, const char *rest, const OfficeCommandPlace *place, GError **error)
{
  g_autofree char *more = NULL;
  g_auto (GStrv) people = is_direct (place, error) ? NULL : read_people (rest, place, &more, error);

  if (people == NULL)
    return FALSE;
  if (*more != '\0')
    {
      refuse (error, _ ("There is nobody of that name in this office."));
      return FALSE;
    }
  if (are_all_here (place, people))
    {
      refuse (error, _ ("They are in this room already."));
      return FALSE;
    }
  for (guint i = 0; people[i] != NULL; i++)
    if (!office_session_add_member (place->session, place->room, people[i], error))
      return FALSE;
  return TRUE;
}

static gboolean
write_to (const OfficeCommand *command, const char *rest, const OfficeCommandPlace *place, GError **error)
{
  g_autofree char *text = NULL;
  g_autofree char *room = NULL;
  g_auto (GStrv) people = read_people (rest, place, &text, error);

  if (people == NULL || !office_session_open_direct (place->session, (const char *const *) people, &room, error))
    return FALSE;
  if (*text != '\0' && !office_session_send (place->session, room, NULL, text, NULL, error))
    return FALSE;
  gtk_widget_activate_action (place->widget, "win.open-room", "s", room);
  return TRUE;
}

/* The room whose name fits best, as completion would have it. */
static char *
dup_room_called (OfficeSession *session, const char *name)
{
  GListModel *rooms = office_session_get_rooms (session);
  g_autoptr (GPtrArray) offers = g_ptr_array_new_with_free_func ((GDestroyNotify) office_offer_free);
  g_autoptr (GPtrArray) found = NULL;

  for (guint i = 0; i < g_list_model_get_n_items (rooms); i++)
    {
      g_autoptr (OfficeRoom) room = g_list_model_get_item (rooms, i);
      OfficeOffer *offer = office_offer_new (office_room_get_name (room), NULL, NULL);

      offer->id = g_strdup (office_room_get_id (room));
      g_ptr_array_add (offers, offer);
    }
  found = office_offer_filter (offers, name, 1);
  return found->len > 0 ? g_strdup (((OfficeOffer *) found->pdata[0])->id) : NULL;
}

static gboolean
join_room (const OfficeCommand *command, const char *rest, const OfficeCommandPlace *place, GError **error)
{
  g_autofree char *room = dup_room_called (place->session, *rest == '#' ? rest + 1 : rest);

  if (room != NULL && gtk_widget_activate_action (place->widget, "win.open-room", "s", room))
    return TRUE;
  refuse (error, _ ("There is no room of that name that you can see."));
  return FALSE;
}

static gboolean
leave_room (const OfficeCommand *command, const char *rest, const OfficeCommandPlace *place, GError **error)
{
  return !is_direct (place, error) && office_session_leave_room (place->session, place->room, error);
}

static gboolean
set_muted (const OfficeCommand *command, const char *rest, const OfficeCommandPlace *place, GError **error)
{
  const gboolean muted = g_str_equal (command->name, "mute");

  if (!office_session_set_muted (place->session, place->room, muted, error))
    return FALSE;
  say (place, muted ? _ ("This room is muted") : _ ("This room is not muted any more"));
  return TRUE;
}

static gboolean
act (const OfficeCommand *command, const char *rest, const OfficeCommandPlace *place, GError **error)
{
  const OfficeOutgoing outgoing
      = { .room = place->room, .task = place->task, .thread = place->thread, .text = rest, .action = TRUE };

  return office_session_send_message (place->session, &outgoing, NULL, error);
}

static gboolean
send_later (const OfficeCommand *command, const char *rest, const OfficeCommandPlace *place, GError **error)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_local ();
  g_autofree char *text = NULL;
  OfficeOutgoing outgoing = { .room = place->room, .task = place->task, .thread = place->thread };
  gint64 when;

  if (!office_when_split (rest, office_session_get_now (place->session), zone, &when, &text, error))
    return FALSE;
  if (*text == '\0')
    {
      refuse (error, _ ("What is to be sent then?"));
      return FALSE;
    }
  outgoing.text = text;
  return office_session_schedule_message (place->session, &outgoing, when, NULL, error);
}

static gboolean
remind (const OfficeCommand *command, const char *rest, const OfficeCommandPlace *place, GError **error)
{
  static const char *const whom[] = { "me ", "mich " };
  const char *about = place->thread != NULL ? place->thread : place->task != NULL ? place->task : place->room;
  const gint64 now = office_session_get_now (place->session);
  g_autoptr (GTimeZone) zone = g_time_zone_new_local ();
  g_autofree char *text = NULL;
  gint64 when;

  for (guint i = 0; i < G_N_ELEMENTS (whom); i++)
    if (g_str_has_prefix (rest, whom[i]))
      rest += strlen (whom[i]);
  return office_when_split (rest, now, zone, &when, &text, error)
         && office_session_remind (place->session, about, *text != '\0' ? text : NULL, when, NULL, error);
}

/* ---- what one says of oneself ---- */

/* A picture at the start is that of the status. */
static char *
take_emoji (const char **text)
{
  const char *end = *text + strcspn (*text, " ");
  const gunichar first = g_utf8_get_char (*text);
  char *emoji;

  /* A bracket of a Chinese text, or a dash, is none. */
  if (first < 0x2190 || g_unichar_type (first) != G_UNICODE_OTHER_SYMBOL)
    return NULL;
  emoji = g_strndup (*text, end - *text);
  *text = end + strspn (end, " ");
  return emoji;
}

static gboolean
set_status (const OfficeCommand *command, const char *rest, const OfficeCommandPlace *place, GError **error)
{
  OfficePerson *me = office_session_get_me (place->session);
  g_autofree char *emoji = take_emoji (&rest);
  const OfficeWhereabouts said = { .emoji = emoji,
                                   .status = (char *) rest,
                                   .place = office_person_get_place (me),
                                   .site = (char *) office_person_get_site (me),
                                   .until = office_person_get_until (me) };

  if (*rest == '\0' && emoji == NULL)
    return gtk_widget_activate_action (place->widget, "win.set-status", NULL);
  return office_session_set_whereabouts (place->session, &said, error);
}

/* The window does it in all offices. */
static gboolean
set_quiet (const OfficeCommandPlace *place, gint64 until, GError **error)
{
  return gtk_widget_activate_action (place->widget, "win.set-quiet", "x", until)
         || office_session_set_quiet (place->session, until, error);
}

static void
set_away (const OfficeCommandPlace *place, gboolean away)
{
  if (!gtk_widget_activate_action (place->widget, "win.set-away", "b", away))
    office_session_set_away (place->session, away);
}

static gboolean
be_quiet (const OfficeCommand *command, const char *rest, const OfficeCommandPlace *place, GError **error)
{
  const gint64 now = office_session_get_now (place->session);
  g_autoptr (GTimeZone) zone = g_time_zone_new_local ();
  gint64 until = OFFICE_UNTIL_CHANGED;
  const char *words = g_str_has_prefix (rest, "until ") ? rest + strlen ("until ") : rest;

  words = g_str_has_prefix (words, "bis ") ? words + strlen ("bis ") : words;
  if (*words != '\0' && !office_when_parse (words, now, zone, &until, error))
    return FALSE;
  if (!set_quiet (place, until, error))
    return FALSE;
  say (place, _ ("Do not disturb. /back ends it."));
  return TRUE;
}

static gboolean
go_away (const OfficeCommand *command, const char *rest, const OfficeCommandPlace *place, GError **error)
{
  set_away (place, TRUE);
  say (place, _ ("Shown as away. /back ends it."));
  return TRUE;
}

static gboolean
come_back (const OfficeCommand *command, const char *rest, const OfficeCommandPlace *place, GError **error)
{
  set_away (place, FALSE);
  if (!set_quiet (place, 0, error))
    return FALSE;
  say (place, _ ("You are back"));
  return TRUE;
}

static gboolean
search (const OfficeCommand *command, const char *rest, const OfficeCommandPlace *place, GError **error)
{
  return gtk_widget_activate_action (place->widget, "win.search-for", "s", rest);
}

/* The list of all commands comes up where a slash is typed. */
static gboolean
help (const OfficeCommand *command, const char *rest, const OfficeCommandPlace *place, GError **error)
{
  return gtk_widget_activate_action (place->widget, "composer.list-commands", NULL);
}

static const OfficeCommand commands[] = {
  { "task", N_ ("TITLE"), N_ ("Make a task in this room"), TRUE, make_task, NULL },
  { "me", N_ ("TEXT"), N_ ("Say what you do, as in “/me waves”"), TRUE, act, NULL },
  { "remind", N_ ("WHEN TEXT"), N_ ("Remind me, as in “/remind tomorrow at nine to call Anna”"), TRUE, remind, NULL },
  { "later", N_ ("WHEN TEXT"), N_ ("Send a message later, as in “/later tomorrow 9:00 Good morning”"), TRUE, send_later,
    NULL },
  { "topic", N_ ("TEXT"), N_ ("Say what this room is about"), TRUE, set_topic, NULL },
  { "invite", N_ ("@NAME"), N_ ("Bring people into this room"), TRUE, invite, NULL },
  { "msg", N_ ("@NAME TEXT"), N_ ("Write to somebody directly"), TRUE, write_to, NULL },
  { "join", N_ ("ROOM"), N_ ("Go to another room"), TRUE, join_room, NULL },
  { "mute", NULL, N_ ("Hear less of this room"), FALSE, set_muted, NULL },
  { "unmute", NULL, N_ ("Hear of this room again"), FALSE, set_muted, NULL },
  { "leave", NULL, N_ ("Leave this room"), FALSE, leave_room, NULL },
  { "status", N_ ("TEXT"), N_ ("Say how you are; with an emoji first, if you like"), FALSE, set_status, NULL },
  { "dnd", N_ ("WHEN"), N_ ("Do not disturb, until then or until /back"), FALSE, be_quiet, NULL },
  { "away", NULL, N_ ("Be shown as away"), FALSE, go_away, NULL },
  { "back", NULL, N_ ("Be here again"), FALSE, come_back, NULL },
  { "search", N_ ("WORDS"), N_ ("Search the whole office"), FALSE, search, NULL },
  { "tasks", NULL, N_ ("Show this room’s tasks"), FALSE, activate, "win.show-tasks" },
  { "scheduled", NULL, N_ ("Show what is sent later"), FALSE, activate, "win.show-scheduled" },
  { "people", NULL, N_ ("Show who is in this room"), FALSE, activate, "win.show-people" },
  { "room", NULL, N_ ("Make a room"), FALSE, activate, "win.new-room" },
  { "preferences", NULL, N_ ("Change how this window behaves"), FALSE, activate, "win.preferences" },
  { "shortcuts", NULL, N_ ("Show all keys"), FALSE, activate, "app.shortcuts" },
  { "help", NULL, N_ ("Show all commands"), FALSE, help, NULL },
};

/* ---- reading ---- */

/* The length of the word behind the slash; 0: there is none, so that it is no command. */
static gsize
measure_word (const char *text)
{
  gsize n = 0;

  if (*text != '/')
    return 0;
  while (g_ascii_isalpha (text[1 + n]) || text[1 + n] == '-')
    n++;
  return text[1 + n] == '\0' || g_ascii_isspace (text[1 + n]) ? n : 0;
}

static const OfficeCommand *
find (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    if (g_ascii_strcasecmp (commands[i].name, name) == 0)
      return &commands[i];
  return NULL;
}

/**
 * office_command_begins:
 * @text: what a person wrote
 *
 * Returns: whether it is a command, though perhaps an unknown one
 */
gboolean
office_command_begins (const char *text)
{
  g_return_val_if_fail (text != NULL, FALSE);

  return measure_word (text) > 0;
}

/**
 * office_command_dup_literal:
 * @text: what a person wrote
 *
 * Returns: (transfer full): the text of the message: of two slashes at its start one is left
 */
char *
office_command_dup_literal (const char *text)
{
  g_return_val_if_fail (text != NULL, NULL);

  return g_strdup (g_str_has_prefix (text, "//") ? text + 1 : text);
}

/**
 * office_command_run:
 * @text: what a person wrote; a command
 * @place: where
 * @error: return location
 *
 * Returns: whether it is done; where not, @error says to the person why
 */
gboolean
office_command_run (const char *text, const OfficeCommandPlace *place, GError **error)
{
  const gsize length = measure_word (text);
  g_autofree char *name = g_strndup (text + 1, length);
  g_autofree char *rest = g_strstrip (g_strdup (text + 1 + length));
  const OfficeCommand *command = find (name);

  g_return_val_if_fail (length > 0, FALSE);
  g_return_val_if_fail (place != NULL, FALSE);

  if (command == NULL)
    {
      office_problem_set (error, OFFICE_PROBLEM_INVALID, NULL,
                          /* Translators: %s is a word that somebody wrote behind a slash */
                          _ ("There is no command /%s. Write / for a list, or // to begin a message with a slash."),
                          name);
      return FALSE;
    }
  if (command->needs_argument && *rest == '\0')
    {
      office_problem_set (error, OFFICE_PROBLEM_INVALID, NULL,
                          /* Translators: how a command is written, as in "/task TITLE" */
                          _ ("Something is missing: write /%s %s."), command->name, _ (command->arguments));
      return FALSE;
    }
  return command->run (command, rest, place, error);
}

/**
 * office_command_list_offers:
 *
 * Returns: (transfer full) (element-type OfficeOffer): all commands, as completion offers them
 */
GPtrArray *
office_command_list_offers (void)
{
  GPtrArray *offers = g_ptr_array_new_with_free_func ((GDestroyNotify) office_offer_free);

  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    {
      const OfficeCommand *command = &commands[i];
      g_autofree char *insert = g_strdup_printf ("/%s ", command->name);
      g_autofree char *title = command->arguments != NULL
                                   ? g_strdup_printf ("/%s %s", command->name, _ (command->arguments))
                                   : g_strdup_printf ("/%s", command->name);
      OfficeOffer *offer = office_offer_new (title, NULL, insert);

      offer->detail = g_strdup (_ (command->description));
      g_ptr_array_add (offers, offer);
    }
  return offers;
}
