/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "effects-fixture.h"

#include "office-id.h"

#include <string.h>

/* What is done with messages beyond saying them, and what people note down for themselves. */

#define ONE   ID ("01")
#define TWO   ID ("02")
#define THREE ID ("03")
#define FOUR  ID ("04")
#define THUMB "\xf0\x9f\x91\x8d"

static char *
derive (const char *namespace, const char *first, const char *second)
{
  g_autofree char *name = g_strjoin (" ", first, second, NULL);

  return office_id_derive (namespace, name);
}

static OfficeRecord *
find (Office *office, const char *namespace, const char *first, const char *second)
{
  g_autofree char *id = derive (namespace, first, second);

  return record_of (office, id);
}

static void
say (Office *office, const char *id, const char *room)
{
  do_it (office, ADA, "message.send", "{'id':'%s','room':'%s','text':'Good morning'}", id, room);
}

static guint
count (Office *office, const char *kind, const char *field, const char *value)
{
  g_autoptr (GPtrArray) records = office_book_list (OFFICE_BOOK (office->book), kind, field, value);

  return records->len;
}

static void
test_reactions (Office *office, gconstpointer data)
{
  OfficeRecord *reaction;

  say (office, ONE, OPEN);
  do_it (office, GUS, "reaction.add", "{'message':'%s','emoji':'" THUMB "'}", ONE);
  do_it (office, BEN, "reaction.add", "{'message':'%s','emoji':'" THUMB "'}", ONE);
  reaction = find (office, ONE, GUS, THUMB);
  g_assert_cmpstr (office_record_get_scope (reaction), ==, "room:" OPEN);
  g_assert_cmpstr (office_record_get_text (reaction, "person"), ==, GUS);
  g_assert_cmpint (office_record_get_integer (reaction, "at"), ==, office->now);
  do_it (office, GUS, "reaction.add", "{'message':'%s','emoji':'" THUMB "'}", ONE);
  g_assert_cmpuint (count_written (office), ==, 0);
  do_it (office, GUS, "reaction.remove", "{'message':'%s','emoji':'" THUMB "'}", ONE);
  do_it (office, GUS, "reaction.remove", "{'message':'%s','emoji':'" THUMB "'}", ONE);
  g_assert_null (find (office, ONE, GUS, THUMB));
  g_assert_nonnull (find (office, ONE, BEN, THUMB));
  do_it (office, GUS, "reaction.add", "{'message':'%s','emoji':'" THUMB "'}", ONE);
  g_assert_nonnull (find (office, ONE, GUS, THUMB));
}

static void
test_reactions_refused (Office *office, gconstpointer data)
{
  g_autofree char *most = g_strnfill (33, 'x');

  say (office, ONE, SHUT);
  say (office, TWO, OPEN);
  refuse (office, CAT, "reaction.add", OFFICE_PROBLEM_NOT_FOUND, "message", "{'message':'%s','emoji':'x'}", ONE);
  refuse (office, CAT, "reaction.add", OFFICE_PROBLEM_INVALID, "emoji", "{'message':'%s'}", TWO);
  refuse (office, CAT, "reaction.add", OFFICE_PROBLEM_INVALID, "emoji", "{'message':'%s','emoji':7}", TWO);
  refuse (office, CAT, "reaction.add", OFFICE_PROBLEM_INVALID, "emoji", "{'message':'%s','emoji':' '}", TWO);
  refuse (office, CAT, "reaction.add", OFFICE_PROBLEM_INVALID, "emoji", "{'message':'%s','emoji':'%s'}", TWO, most);
  for (guint i = 0; i < OFFICE_LIMIT_REACTIONS; i++)
    do_it (office, CAT, "reaction.add", "{'message':'%s','emoji':'%u'}", TWO, i);
  refuse (office, CAT, "reaction.add", OFFICE_PROBLEM_CONFLICT, "emoji", "{'message':'%s','emoji':'more'}", TWO);
  do_it (office, BEN, "reaction.add", "{'message':'%s','emoji':'more'}", TWO);
  do_it (office, ADA, "remove", "{'kind':'message','id':'%s'}", TWO);
  g_assert_cmpuint (count (office, "reaction", "message", TWO), ==, 0);
  refuse (office, BEN, "reaction.add", OFFICE_PROBLEM_CONFLICT, "message", "{'message':'%s','emoji':'x'}", TWO);
}

static void
test_pins (Office *office, gconstpointer data)
{
  say (office, ONE, OPEN);
  do_it (office, GUS, "message.pin", "{'id':'%s','pinned':true}", ONE);
  g_assert_cmpint (office_record_get_integer (record_of (office, ONE), "pinned_at"), ==, office->now);
  g_assert_cmpstr (text_of (office, ONE, "pinned_by"), ==, GUS);
  g_assert_false (office_record_has (record_of (office, ONE), "edited_at"));
  do_it (office, BEN, "message.pin", "{'id':'%s','pinned':true}", ONE);
  g_assert_cmpuint (count_written (office), ==, 0);
  do_it (office, BEN, "message.pin", "{'id':'%s','pinned':false}", ONE);
  g_assert_false (office_record_has (record_of (office, ONE), "pinned_by"));
  refuse (office, BEN, "message.pin", OFFICE_PROBLEM_INVALID, "pinned", "{'id':'%s'}", ONE);
  do_it (office, BEN, "message.pin", "{'id':'%s','pinned':true}", ONE);
  do_it (office, ADA, "remove", "{'kind':'message','id':'%s'}", ONE);
  g_assert_false (office_record_has (record_of (office, ONE), "pinned_at"));
  refuse (office, BEN, "message.pin", OFFICE_PROBLEM_CONFLICT, "id", "{'id':'%s','pinned':true}", ONE);
}

/* One may answer in one room what was said in another; what one does not see, one cannot answer. */
static void
test_quotes (Office *office, gconstpointer data)
{
  say (office, ONE, SHUT);
  do_it (office, BEN, "message.send", "{'id':'%s','room':'%s','text':'Yes','quote':'%s','action':true}", TWO, OPEN,
         ONE);
  g_assert_cmpstr (text_of (office, TWO, "quote"), ==, ONE);
  g_assert_true (office_record_get_boolean (record_of (office, TWO), "action"));
  refuse (office, CAT, "message.send", OFFICE_PROBLEM_NOT_FOUND, "quote",
          "{'id':'%s','room':'%s','text':'Yes','quote':'%s'}", THREE, OPEN, ONE);
  refuse (office, BEN, "message.send", OFFICE_PROBLEM_INVALID, "quote",
          "{'id':'%s','room':'%s','text':'Yes','quote':'x'}", THREE, OPEN);
}

static OfficeRecord *
version_of (Office *office, const char *operation)
{
  g_autofree char *id = office_id_derive (ONE, operation);

  return record_of (office, id);
}

static void
test_versions (Office *office, gconstpointer data)
{
  gint64 said = office->now;

  say (office, ONE, OPEN);
  office->now += 1000;
  office->id = ID ("e1");
  do_it (office, ADA, "patch", "{'kind':'message','id':'%s','set':{'text':'Good night'}}", ONE);
  office->now += 1000;
  office->id = ID ("e2");
  do_it (office, ADA, "patch", "{'kind':'message','id':'%s','set':{'text':'Good day'}}", ONE);
  g_assert_cmpstr (office_record_get_text (version_of (office, ID ("e1")), "text"), ==, "Good morning");
  g_assert_cmpint (office_record_get_integer (version_of (office, ID ("e1")), "at"), ==, said);
  g_assert_cmpstr (office_record_get_text (version_of (office, ID ("e2")), "text"), ==, "Good night");
  g_assert_cmpint (office_record_get_integer (version_of (office, ID ("e2")), "at"), ==, said + 1000);
  /* The same words again are no edit. */
  office->id = ID ("e3");
  do_it (office, ADA, "patch", "{'kind':'message','id':'%s','set':{'text':'Good day'}}", ONE);
  g_assert_cmpuint (count (office, "version", "message", ONE), ==, 2);
  do_it (office, ADA, "remove", "{'kind':'message','id':'%s'}", ONE);
  g_assert_cmpuint (count (office, "version", "message", ONE), ==, 0);
}

static void
test_many_versions (Office *office, gconstpointer data)
{
  say (office, ONE, OPEN);
  for (guint i = 0; i < OFFICE_LIMIT_VERSIONS + 2; i++)
    {
      g_autofree char *id = g_strdup_printf ("0190a000-0000-7000-8000-%012x", 0x1000 + i);

      office->now += 1000;
      office->id = id;
      do_it (office, ADA, "patch", "{'kind':'message','id':'%s','set':{'text':'Text %u'}}", ONE, i);
      office->id = NULL;
    }
  g_assert_cmpuint (count (office, "version", "message", ONE), ==, OFFICE_LIMIT_VERSIONS);
  g_assert_null (version_of (office, "0190a000-0000-7000-8000-000000001000"));
  g_assert_null (version_of (office, "0190a000-0000-7000-8000-000000001001"));
  g_assert_nonnull (version_of (office, "0190a000-0000-7000-8000-000000001002"));
}

/* A link to the room means everybody who is in it; whoever only could be is not called. */
static void
test_mention_room (Office *office, gconstpointer data)
{
  do_it (office, ADA, "message.send",
         "{'id':'%s','room':'%s','text':'[@room](office:room/%s) and [@Gus](office:person/%s)'}", ONE, OPEN, OPEN, GUS);
  g_assert_cmpuint (count (office, "mention", "message", ONE), ==, 1);
  do_it (office, BEN, "message.send", "{'id':'%s','room':'%s','text':'[@room](office:room/%s)'}", TWO, SHUT, SHUT);
  g_assert_cmpuint (count (office, "mention", "message", TWO), ==, 1);
  do_it (office, BEN, "message.send", "{'id':'%s','room':'%s','text':'[@room](office:room/%s)'}", THREE, OPEN, SHUT);
  g_assert_cmpuint (count (office, "mention", "message", THREE), ==, 0);
}

static void
test_saved (Office *office, gconstpointer data)
{
  say (office, ONE, OPEN);
  do_it (office, GUS, "message.save", "{'message':'%s','saved':true}", ONE);
  g_assert_cmpstr (office_record_get_scope (find (office, GUS, "saved", ONE)), ==, "person:" GUS);
  do_it (office, GUS, "message.save", "{'message':'%s','saved':true}", ONE);
  g_assert_cmpuint (count_written (office), ==, 0);
  do_it (office, GUS, "message.save", "{'message':'%s','saved':false}", ONE);
  g_assert_null (find (office, GUS, "saved", ONE));
  say (office, TWO, SHUT);
  refuse (office, GUS, "message.save", OFFICE_PROBLEM_NOT_FOUND, "message", "{'message':'%s','saved':true}", TWO);
}

static void
test_reminders (Office *office, gconstpointer data)
{
  say (office, ONE, SHUT);
  do_it (office, BEN, "reminder.set", "{'id':'%s','message':'%s','remind_at':1750003600000}", TWO, ONE);
  g_assert_cmpstr (office_record_get_scope (record_of (office, TWO)), ==, "person:" BEN);
  do_it (office, BEN, "reminder.set", "{'id':'%s','text':'Call','remind_at':1750007200000}", TWO);
  g_assert_cmpint (office_record_get_integer (record_of (office, TWO), "remind_at"), ==, 1750007200000);
  refuse (office, ADA, "reminder.set", OFFICE_PROBLEM_CONFLICT, "id", "{'id':'%s','remind_at':1750007200000}", TWO);
  refuse (office, BEN, "reminder.set", OFFICE_PROBLEM_INVALID, "remind_at", "{'id':'%s','text':'Call'}", THREE);
  refuse (office, CAT, "reminder.set", OFFICE_PROBLEM_NOT_FOUND, "message",
          "{'id':'%s','message':'%s','remind_at':1750003600000}", THREE, ONE);
  refuse (office, ADA, "remove", OFFICE_PROBLEM_NOT_FOUND, "id", "{'kind':'reminder','id':'%s'}", TWO);
  do_it (office, BEN, "remove", "{'kind':'reminder','id':'%s'}", TWO);
  g_assert_null (record_of (office, TWO));
}

static void
test_scheduled (Office *office, gconstpointer data)
{
  say (office, ONE, OPEN);
  do_it (office, GUS, "message.schedule", "{'id':'%s','room':'%s','text':'Soon','send_at':1750003600000}", TWO, OPEN);
  g_assert_cmpstr (office_record_get_scope (record_of (office, TWO)), ==, "person:" GUS);
  g_assert_cmpuint (count (office, "message", "room", OPEN), ==, 1);
  do_it (office, GUS, "message.schedule",
         "{'id':'%s','room':'%s','text':'Later','thread':'%s','send_at':1750007200000}", TWO, OPEN, ONE);
  g_assert_cmpstr (text_of (office, TWO, "text"), ==, "Later");
  g_assert_cmpstr (text_of (office, TWO, "thread"), ==, ONE);
  refuse (office, GUS, "message.schedule", OFFICE_PROBLEM_NOT_FOUND, "room",
          "{'id':'%s','room':'%s','text':'Soon','send_at':1750003600000}", THREE, SHUT);
  refuse (office, GUS, "message.schedule", OFFICE_PROBLEM_INVALID, "text",
          "{'id':'%s','room':'%s','send_at':1750003600000}", THREE, OPEN);
  refuse (office, GUS, "message.schedule", OFFICE_PROBLEM_INVALID, "send_at", "{'id':'%s','room':'%s','text':'Soon'}",
          THREE, OPEN);
  refuse (office, ADA, "message.schedule", OFFICE_PROBLEM_CONFLICT, "id",
          "{'id':'%s','room':'%s','text':'Soon','send_at':1750003600000}", TWO, OPEN);
  refuse (office, ADA, "remove", OFFICE_PROBLEM_NOT_FOUND, "id", "{'kind':'scheduled','id':'%s'}", TWO);
  do_it (office, GUS, "remove", "{'kind':'scheduled','id':'%s'}", TWO);
  g_assert_null (record_of (office, TWO));
}

static void
test_preferences (Office *office, gconstpointer data)
{
  OfficeRecord *preference;

  do_it (office, GUS, "room.prefer", "{'room':'%s','favourite':true,'group':'Sites'}", OPEN);
  do_it (office, GUS, "room.prefer", "{'room':'%s','level':'mentions','group':null}", OPEN);
  preference = find (office, GUS, "preference", OPEN);
  g_assert_cmpstr (office_record_get_scope (preference), ==, "person:" GUS);
  g_assert_true (office_record_get_boolean (preference, "favourite"));
  g_assert_cmpstr (office_record_get_text (preference, "level"), ==, "mentions");
  g_assert_false (office_record_has (preference, "group"));
  refuse (office, GUS, "room.prefer", OFFICE_PROBLEM_NOT_FOUND, "room", "{'room':'%s','muted':true}", SHUT);
  refuse (office, GUS, "room.prefer", OFFICE_PROBLEM_INVALID, "level", "{'room':'%s','level':'loud'}", OPEN);
}

static void
test_drafts (Office *office, gconstpointer data)
{
  g_autofree char *more = g_strnfill (OFFICE_LIMIT_TEXT + 1, 'x');
  OfficeRecord *draft;

  say (office, ONE, OPEN);
  do_it (office, GUS, "draft.set", "{'room':'%s','text':'About'}", OPEN);
  do_it (office, GUS, "draft.set", "{'room':'%s','thread':'%s','text':'In the thread'}", OPEN, ONE);
  draft = find (office, GUS, "draft", OPEN);
  g_assert_cmpstr (office_record_get_scope (draft), ==, "person:" GUS);
  g_assert_cmpstr (office_record_get_text (draft, "text"), ==, "About");
  draft = find (office, GUS, "draft", ONE);
  g_assert_cmpstr (office_record_get_text (draft, "thread"), ==, ONE);
  do_it (office, GUS, "draft.set", "{'room':'%s'}", OPEN);
  do_it (office, GUS, "draft.set", "{'room':'%s','text':''}", OPEN);
  g_assert_null (find (office, GUS, "draft", OPEN));
  g_assert_nonnull (find (office, GUS, "draft", ONE));
  refuse (office, GUS, "draft.set", OFFICE_PROBLEM_NOT_FOUND, "room", "{'room':'%s','text':'A'}", SHUT);
  refuse (office, GUS, "draft.set", OFFICE_PROBLEM_INVALID, "text", "{'room':'%s','text':'%s'}", OPEN, more);
}

static char *
dup_spare_id (const char *text)
{
  g_autofree char *draft = office_id_derive (GUS, "draft " OPEN);

  return office_id_derive (draft, text);
}

static void
write_draft (Office *office, const char *text, const char *known)
{
  g_autofree char *was = dup_spare_id (known);

  do_it (office, GUS, "draft.set", "{'room':'%s','text':'%s','was':'%s'}", OPEN, text, was);
}

static OfficeRecord *
spare_of (Office *office, const char *text)
{
  g_autofree char *id = dup_spare_id (text);

  return record_of (office, id);
}

/* Two devices write at once: what goes is kept, until it went on or the person has chosen. */
static void
test_spares (Office *office, gconstpointer data)
{
  g_autofree char *id = dup_spare_id ("Begun there");

  write_draft (office, "Begun here", "");
  write_draft (office, "Begun here, more", "Begun here");
  g_assert_cmpuint (count (office, "spare", "room", OPEN), ==, 0);
  write_draft (office, "Begun there", "");
  g_assert_cmpstr (office_record_get_text (find (office, GUS, "draft", OPEN), "text"), ==, "Begun there");
  g_assert_cmpstr (office_record_get_text (spare_of (office, "Begun here, more"), "text"), ==, "Begun here, more");
  g_assert_cmpstr (office_record_get_scope (spare_of (office, "Begun here, more")), ==, "person:" GUS);
  /* It goes on, and is the text that is kept no more; the other one is. */
  write_draft (office, "Begun here, most", "Begun here, more");
  g_assert_null (spare_of (office, "Begun here, more"));
  g_assert_nonnull (spare_of (office, "Begun there"));
  /* Sent on the device that has not seen it: nothing to do with what was written elsewhere. */
  write_draft (office, "", "Begun there");
  g_assert_cmpstr (office_record_get_text (find (office, GUS, "draft", OPEN), "text"), ==, "Begun here, most");
  g_assert_null (spare_of (office, "Begun there"));
  /* The same on both is no choice. */
  write_draft (office, "Begun here, most", "Begun there");
  g_assert_cmpuint (count (office, "spare", "room", OPEN), ==, 0);
  write_draft (office, "Begun there", "nothing");
  write_draft (office, "Another", "nothing");
  refuse (office, BEN, "remove", OFFICE_PROBLEM_NOT_FOUND, "id", "{'kind':'spare','id':'%s'}", id);
  do_it (office, GUS, "remove", "{'kind':'spare','id':'%s'}", id);
  g_assert_null (spare_of (office, "Begun there"));
  g_assert_nonnull (spare_of (office, "Begun here, most"));
  write_draft (office, "", "Another");
  g_assert_null (find (office, GUS, "draft", OPEN));
  refuse (office, GUS, "draft.set", OFFICE_PROBLEM_INVALID, "was", "{'room':'%s','text':'A','was':'B'}", OPEN);
}

typedef struct {
  char *text;    /* what stands in its composer */
  GQueue writes; /* of texts that the host has not heard of */
  GQueue knew;   /* what each of them goes on from */
} Device;

static void
deliver (Office *office, Device *device, GHashTable *written, GHashTable *replaced)
{
  g_autofree char *text = g_queue_pop_head (&device->writes);
  g_autofree char *was = g_queue_pop_head (&device->knew);

  if (text == NULL)
    return;
  write_draft (office, text, was);
  g_hash_table_add (replaced, g_steal_pointer (&was));
  g_hash_table_add (written, g_steal_pointer (&text));
}

/* It takes what the host has, if it has nothing of its own on the way. */
static void
hear (Office *office, Device *device)
{
  OfficeRecord *draft = find (office, GUS, "draft", OPEN);

  if (!g_queue_is_empty (&device->writes))
    return;
  g_free (device->text);
  device->text = g_strdup (draft != NULL ? office_record_get_text (draft, "text") : "");
}

static void
assert_none_lost (Office *office, GHashTable *written, GHashTable *replaced)
{
  OfficeRecord *draft = find (office, GUS, "draft", OPEN);
  g_autofree char *now = draft != NULL ? g_strdup (office_record_get_text (draft, "text")) : NULL;
  GHashTableIter iter;
  gpointer text;

  g_hash_table_iter_init (&iter, written);
  while (g_hash_table_iter_next (&iter, &text, NULL))
    if (*(char *) text != '\0' && !g_hash_table_contains (replaced, text) && g_strcmp0 (now, text) != 0
        && spare_of (office, text) == NULL)
      g_error ("The draft “%s” is lost", (char *) text);
}

/* Three devices write, send and hear of each other in any order: each text that nobody went on from is there. */
static void
test_drafts_anyhow (Office *office, gconstpointer data)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (7);
  g_autoptr (GHashTable) written = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) replaced = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  Device devices[3] = { { g_strdup (""), G_QUEUE_INIT, G_QUEUE_INIT },
                        { g_strdup (""), G_QUEUE_INIT, G_QUEUE_INIT },
                        { g_strdup (""), G_QUEUE_INIT, G_QUEUE_INIT } };

  for (guint i = 0; i < 600; i++)
    {
      Device *device = &devices[g_rand_int_range (rand, 0, G_N_ELEMENTS (devices))];

      switch (g_rand_int_range (rand, 0, 4))
        {
        case 0:
          g_queue_push_tail (&device->knew, device->text);
          device->text = g_rand_int_range (rand, 0, 5) == 0 ? g_strdup ("") : g_strdup_printf ("Text %u", i);
          g_queue_push_tail (&device->writes, g_strdup (device->text));
          break;
        case 1:
          hear (office, device);
          break;
        default:
          deliver (office, device, written, replaced);
          assert_none_lost (office, written, replaced);
        }
    }
  for (guint d = 0; d < G_N_ELEMENTS (devices); d++)
    {
      while (!g_queue_is_empty (&devices[d].writes))
        deliver (office, &devices[d], written, replaced);
      g_free (devices[d].text);
    }
  assert_none_lost (office, written, replaced);
  g_assert_cmpuint (g_hash_table_size (written), >, 50);
}

static OfficeRecord *
read_of (Office *office, const char *person, const char *place)
{
  g_autofree char *id = office_id_derive (person, place);

  return record_of (office, id);
}

static void
test_marks (Office *office, gconstpointer data)
{
  say (office, ONE, OPEN);
  do_it (office, BEN, "message.send", "{'id':'%s','room':'%s','text':'B','thread':'%s'}", TWO, OPEN, ONE);
  do_it (office, GUS, "read.mark", "{'room':'%s','thread':'%s','seq':2}", OPEN, ONE);
  g_assert_null (read_of (office, GUS, OPEN));
  g_assert_cmpint (office_record_get_integer (read_of (office, GUS, ONE), "seq"), ==, 2);
  g_assert_cmpstr (office_record_get_text (read_of (office, GUS, ONE), "thread"), ==, ONE);
  refuse (office, GUS, "read.mark", OFFICE_PROBLEM_INVALID, "thread", "{'room':'%s','thread':'%s','seq':2}", OPEN, TWO);
  do_it (office, GUS, "activity.mark", "{'at':7}");
  do_it (office, GUS, "activity.mark", "{'at':5}");
  g_assert_cmpint (office_record_get_integer (read_of (office, GUS, "activity"), "seen_at"), ==, 7);
  refuse (office, GUS, "activity.mark", OFFICE_PROBLEM_INVALID, "at", "{}");
}

static void
make_task (Office *office, const char *people)
{
  g_autofree char *todo = column_of (OPEN, "todo");

  do_it (office, ADA, "task.create", "{'id':'%s','room':'%s','column':'%s','title':'T','assignees':[%s]}", ONE, OPEN,
         todo, people);
}

static void
test_assignments (Office *office, gconstpointer data)
{
  make_task (office, "'" BEN "','" ADA "'");
  g_assert_cmpstr (office_record_get_scope (find (office, ONE, "assignment", BEN)), ==, "person:" BEN);
  g_assert_cmpstr (office_record_get_text (find (office, ONE, "assignment", BEN), "by"), ==, ADA);
  g_assert_null (find (office, ONE, "assignment", ADA)); /* by herself */
  do_it (office, BEN, "patch", "{'kind':'task','id':'%s','add':{'assignees':['%s']},'take':{'assignees':['%s']}}", ONE,
         CAT, BEN);
  g_assert_null (find (office, ONE, "assignment", BEN));
  g_assert_nonnull (find (office, ONE, "assignment", CAT));
  do_it (office, ADA, "member.add", "{'room':'%s','person':'%s'}", SHUT, GUS);
  do_it (office, ADA, "task.transfer", "{'id':'%s','room':'%s'}", ONE, SHUT); /* Cat does not see it */
  g_assert_null (find (office, ONE, "assignment", CAT));
}

/* What hangs on what was said goes along with it. */
static void
test_transfer (Office *office, gconstpointer data)
{
  make_task (office, "'" BEN "'");
  do_it (office, BEN, "message.send", "{'id':'%s','room':'%s','task':'%s','text':'Hm'}", TWO, OPEN, ONE);
  do_it (office, BEN, "reaction.add", "{'message':'%s','emoji':'x'}", TWO);
  do_it (office, BEN, "patch", "{'kind':'message','id':'%s','set':{'text':'Hm!'}}", TWO);
  do_it (office, BEN, "task.transfer", "{'id':'%s','room':'%s'}", ONE, SHUT);
  g_assert_cmpuint (count (office, "reaction", "room", OPEN), ==, 0);
  g_assert_cmpuint (count (office, "reaction", "room", SHUT), ==, 1);
  g_assert_cmpuint (count (office, "version", "room", SHUT), ==, 1);
  g_assert_cmpstr (office_record_get_scope (find (office, TWO, BEN, "x")), ==, "room:" SHUT);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("/effects/talk/reactions", test_reactions);
  ADD ("/effects/talk/reactions-refused", test_reactions_refused);
  ADD ("/effects/talk/pins", test_pins);
  ADD ("/effects/talk/quotes", test_quotes);
  ADD ("/effects/talk/versions", test_versions);
  ADD ("/effects/talk/many-versions", test_many_versions);
  ADD ("/effects/talk/mention-room", test_mention_room);
  ADD ("/effects/talk/saved", test_saved);
  ADD ("/effects/talk/reminders", test_reminders);
  ADD ("/effects/talk/scheduled", test_scheduled);
  ADD ("/effects/talk/preferences", test_preferences);
  ADD ("/effects/talk/drafts", test_drafts);
  ADD ("/effects/talk/spares", test_spares);
  ADD ("/effects/talk/drafts-anyhow", test_drafts_anyhow);
  ADD ("/effects/talk/marks", test_marks);
  ADD ("/effects/talk/assignments", test_assignments);
  ADD ("/effects/talk/transfer", test_transfer);

  return g_test_run ();
}
