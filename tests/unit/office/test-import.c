/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Files of other programs: what is understood of them, what is not, and what becomes of it in the office. */
#include "office-export.h"
#include "office-import-file.h"
#include "office-importer.h"
#include "office-problem.h"
#include "office-templates.h"
#include "office-test-notice.h"
#include "office-test-scene.h"

#include <glib/gstdio.h>
#include <json-glib/json-glib.h>
#include <string.h>
#include <unistd.h>

#define N_CARDS 320

/* ---- a board as Trello exports it, with every field ---- */

static void
add_member (JsonBuilder *builder, guint i, const char *name, const char *username)
{
  g_autofree char *id = g_strdup_printf ("member%u", i);

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "id");
  json_builder_add_string_value (builder, id);
  json_builder_set_member_name (builder, "fullName");
  json_builder_add_string_value (builder, name);
  json_builder_set_member_name (builder, "username");
  json_builder_add_string_value (builder, username);
  json_builder_set_member_name (builder, "initials");
  json_builder_add_string_value (builder, "XX");
  json_builder_end_object (builder);
}

#define TEXT(name, value) (json_builder_set_member_name (builder, name), json_builder_add_string_value (builder, value))
#define NUMBER(name, value)                                                                                            \
  (json_builder_set_member_name (builder, name), json_builder_add_double_value (builder, value))
#define BOOLEAN(name, value)                                                                                           \
  (json_builder_set_member_name (builder, name), json_builder_add_boolean_value (builder, value))
#define NOTHING(name) (json_builder_set_member_name (builder, name), json_builder_add_null_value (builder))
#define ARRAY(name)   (json_builder_set_member_name (builder, name), json_builder_begin_array (builder))
#define OBJECT(name)  (json_builder_set_member_name (builder, name), json_builder_begin_object (builder))

static void
add_list (JsonBuilder *builder, const char *id, const char *name, double pos, gboolean closed)
{
  json_builder_begin_object (builder);
  TEXT ("id", id);
  TEXT ("name", name);
  BOOLEAN ("closed", closed);
  NUMBER ("pos", pos);
  NOTHING ("softLimit");
  BOOLEAN ("subscribed", FALSE);
  json_builder_end_object (builder);
}

static void
add_label (JsonBuilder *builder, const char *id, const char *name, const char *color)
{
  json_builder_begin_object (builder);
  TEXT ("id", id);
  TEXT ("name", name);
  TEXT ("color", color);
  json_builder_end_object (builder);
}

static void
add_attachment (JsonBuilder *builder, const char *name, const char *url)
{
  json_builder_begin_object (builder);
  TEXT ("id", "attachment");
  TEXT ("name", name);
  TEXT ("url", url);
  json_builder_set_member_name (builder, "bytes");
  json_builder_add_int_value (builder, 1234);
  json_builder_end_object (builder);
}

static void
add_custom_fields (JsonBuilder *builder)
{
  ARRAY ("customFieldItems");
  json_builder_begin_object (builder);
  TEXT ("idCustomField", "field-text");
  OBJECT ("value");
  TEXT ("text", "Level 2");
  json_builder_end_object (builder);
  json_builder_end_object (builder);
  json_builder_begin_object (builder);
  TEXT ("idCustomField", "field-list");
  TEXT ("idValue", "option-b");
  NOTHING ("value");
  json_builder_end_object (builder);
  json_builder_begin_object (builder);
  TEXT ("idCustomField", "field-check");
  OBJECT ("value");
  TEXT ("checked", "true");
  json_builder_end_object (builder);
  json_builder_end_object (builder);
  json_builder_end_array (builder);
}

static void
add_card (JsonBuilder *builder, guint i)
{
  static const char *const lists[] = { "list-todo", "list-doing", "list-done", "list-old" };
  g_autofree char *id = g_strdup_printf ("card%u", i);
  g_autofree char *name = g_strdup_printf ("Card %u 卡片", i);
  g_autofree char *member = g_strdup_printf ("member%u", i % 5);

  json_builder_begin_object (builder);
  TEXT ("id", id);
  TEXT ("name", name);
  TEXT ("desc", i % 3 == 0 ? "What is to be **done**\n\n- and how" : "");
  TEXT ("idList", lists[i % 4]);
  BOOLEAN ("closed", i % 40 == 7);
  NUMBER ("pos", 16384.5 * i);
  if (i % 2 == 0)
    TEXT ("due", "2025-07-01T08:30:00.000Z");
  else
    NOTHING ("due");
  if (i % 10 == 0)
    TEXT ("start", "2025-06-20T00:00:00.000Z");
  BOOLEAN ("dueComplete", i % 4 == 2);
  ARRAY ("idMembers");
  json_builder_add_string_value (builder, member);
  json_builder_end_array (builder);
  ARRAY ("idLabels");
  json_builder_add_string_value (builder, i % 2 == 0 ? "label-ui" : "label-plain");
  json_builder_end_array (builder);
  ARRAY ("labels");
  add_label (builder, i % 2 == 0 ? "label-ui" : "label-plain", i % 2 == 0 ? "UI" : "", i % 2 == 0 ? "sky" : "red");
  json_builder_end_array (builder);
  ARRAY ("attachments");
  if (i % 8 == 0)
    add_attachment (builder, "Plan [final].pdf", "https://trello.example/plan.pdf");
  json_builder_end_array (builder);
  OBJECT ("cover");
  if (i % 16 == 0)
    TEXT ("color", "green");
  else
    NOTHING ("color");
  NOTHING ("idAttachment");
  json_builder_end_object (builder);
  if (i == 0)
    add_custom_fields (builder);
  TEXT ("shortUrl", "https://trello.example/c/abc");
  json_builder_end_object (builder);
}

static void
add_checklist (JsonBuilder *builder, guint card)
{
  g_autofree char *id = g_strdup_printf ("card%u", card);

  json_builder_begin_object (builder);
  TEXT ("id", "checklist");
  TEXT ("idCard", id);
  TEXT ("name", "Steps");
  NUMBER ("pos", 1);
  ARRAY ("checkItems");
  for (guint i = 0; i < 3; i++)
    {
      json_builder_begin_object (builder);
      TEXT ("name", i == 0 ? "Second" : i == 1 ? "First" : "Third");
      TEXT ("state", i == 1 ? "complete" : "incomplete");
      NUMBER ("pos", i == 0 ? 2 : i == 1 ? 1 : 3);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
}

static void
add_comment (JsonBuilder *builder, guint card, const char *text, const char *date)
{
  g_autofree char *id = g_strdup_printf ("card%u", card);

  json_builder_begin_object (builder);
  TEXT ("type", "commentCard");
  TEXT ("date", date);
  OBJECT ("data");
  TEXT ("text", text);
  OBJECT ("card");
  TEXT ("id", id);
  json_builder_end_object (builder);
  json_builder_end_object (builder);
  OBJECT ("memberCreator");
  TEXT ("fullName", "Zoe Away");
  TEXT ("username", "zoe");
  json_builder_end_object (builder);
  json_builder_end_object (builder);
}

static void
add_field (JsonBuilder *builder, const char *id, const char *name, const char *type)
{
  json_builder_begin_object (builder);
  TEXT ("id", id);
  TEXT ("name", name);
  TEXT ("type", type);
  if (g_str_equal (type, "list"))
    {
      ARRAY ("options");
      json_builder_begin_object (builder);
      TEXT ("id", "option-b");
      OBJECT ("value");
      TEXT ("text", "Blue");
      json_builder_end_object (builder);
      json_builder_end_object (builder);
      json_builder_end_array (builder);
    }
  json_builder_end_object (builder);
}

static char *
make_trello (guint n_cards)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;

  json_builder_begin_object (builder);
  TEXT ("id", "board");
  TEXT ("name", "Website relaunch");
  TEXT ("desc", "");
  BOOLEAN ("closed", FALSE);
  ARRAY ("lists");
  add_list (builder, "list-doing", "Doing", 2, FALSE);
  add_list (builder, "list-todo", "To do", 1, FALSE);
  add_list (builder, "list-done", "Erledigt", 3, FALSE);
  add_list (builder, "list-old", "Last year", 4, TRUE);
  json_builder_end_array (builder);
  ARRAY ("members");
  add_member (builder, 0, "Anna Lindqvist", "al");
  add_member (builder, 1, "B. Okafor", "benokafor");
  add_member (builder, 2, "Zoe Away", "zoe");
  add_member (builder, 3, "Gone Forever", "gone");
  json_builder_end_array (builder); /* member4 is missing */
  ARRAY ("labels");
  add_label (builder, "label-ui", "UI", "sky");
  add_label (builder, "label-plain", "", "red");
  json_builder_end_array (builder);
  ARRAY ("customFields");
  add_field (builder, "field-text", "Floor", "text");
  add_field (builder, "field-list", "Colour", "list");
  add_field (builder, "field-check", "Paid", "checkbox");
  json_builder_end_array (builder);
  ARRAY ("checklists");
  for (guint i = 0; i < n_cards; i += 5)
    add_checklist (builder, i);
  json_builder_end_array (builder);
  ARRAY ("cards");
  for (guint i = 0; i < n_cards; i++)
    add_card (builder, i);
  json_builder_end_array (builder);
  ARRAY ("actions");
  add_comment (builder, 0, "The second thing\nover two lines", "2025-05-02T10:00:00.000Z");
  add_comment (builder, 0, "The first thing", "2025-05-01T10:00:00.000Z");
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  return json_to_string (root, FALSE);
}

static OfficeImportTask *
find_task (OfficeImport *import, const char *title)
{
  for (guint i = 0; i < import->tasks->len; i++)
    if (g_str_equal (((OfficeImportTask *) import->tasks->pdata[i])->title, title))
      return import->tasks->pdata[i];
  g_assert_not_reached ();
}

static gboolean
is_reported (OfficeImport *import, guint line, const char *words)
{
  for (guint i = 0; i < import->problems->len; i++)
    {
      const OfficeImportProblem *problem = import->problems->pdata[i];

      if (problem->line == line && strstr (problem->text, words) != NULL)
        return TRUE;
    }
  return FALSE;
}

static void
test_trello (void)
{
  g_autofree char *text = make_trello (N_CARDS);
  g_autoptr (GError) error = NULL;
  g_autoptr (OfficeImport) import = office_import_read_trello (text, strlen (text), &error);
  OfficeImportTask *first;
  OfficeImportStep *step;
  OfficeImportComment *comment;

  g_assert_no_error (error);
  g_assert_cmpstr (import->name, ==, "Website relaunch");
  g_assert_cmpuint (import->tasks->len, ==, N_CARDS);
  g_assert_cmpuint (import->columns->len, ==, 3);
  g_assert_cmpstr (((OfficeImportColumn *) import->columns->pdata[0])->name, ==, "To do");
  g_assert_cmpstr (((OfficeImportColumn *) import->columns->pdata[1])->state, ==, "doing");
  g_assert_cmpstr (((OfficeImportColumn *) import->columns->pdata[2])->state, ==, "done");
  g_assert_cmpuint (import->labels->len, ==, 2);
  g_assert_cmpuint (office_import_count_steps (import), ==, (N_CARDS + 4) / 5 * 3);
  g_assert_cmpuint (office_import_count_comments (import), ==, 2);

  first = find_task (import, "Card 0 卡片");
  g_assert_true (g_str_has_prefix (first->due, "2025-07-01T"));
  g_assert_true (g_str_has_prefix (first->start, "2025-06-"));
  g_assert_nonnull (strstr (first->description->str, "What is to be **done**"));
  g_assert_nonnull (strstr (first->description->str, "Floor: Level 2\nColour: Blue\nPaid: yes"));
  g_assert_nonnull (strstr (first->description->str, "- [Plan  final .pdf](https://trello.example/plan.pdf)"));
  step = first->steps->pdata[0];
  g_assert_cmpstr (step->text, ==, "First");
  g_assert_true (step->done);
  comment = first->comments->pdata[0];
  g_assert_cmpstr (comment->text, ==, "The first thing");
  g_assert_cmpstr (comment->author, ==, "Zoe Away");
  g_assert_cmpint (comment->at, ==, G_GINT64_CONSTANT (1746093600000));

  /* What was archived there is so here; of an archived list the name is kept. */
  g_assert_true (find_task (import, "Card 3 卡片")->archived);
  g_assert_nonnull (strstr (find_task (import, "Card 3 卡片")->description->str, "List: Last year"));
  g_assert_true (find_task (import, "Card 7 卡片")->archived);
  g_assert_false (find_task (import, "Card 2 卡片")->archived);
  g_assert_true (is_reported (import, 0, "Left out of “Card 0 卡片”: its cover (green)"));
  g_assert_true (is_reported (import, 0, "attachments are links"));
  g_assert_true (is_reported (import, 0, "a member whom the file does not have"));
}

/* What boards of today have beside what is documented; nothing of it goes silently. */
static void
test_trello_more (void)
{
  const char *text
      = "{\"name\":\"B\",\"desc\":\"What it is for\",\"lists\":[{\"id\":\"l\",\"name\":\"To "
        "do\",\"closed\":false,\"pos\":65535}],"
        "\"members\":[{\"id\":\"m\",\"fullName\":\"Mei\",\"username\":\"mei\"}],"
        "\"cards\":[{\"id\":\"c\",\"name\":\"Card\",\"desc\":\"Text\",\"idList\":\"l\",\"pos\":0.5,\"dueComplete\":"
        "false,"
        "\"badges\":{\"comments\":5},\"address\":\"1 Quay\",\"locationName\":\"Library\","
        "\"coordinates\":{\"latitude\":1.5,\"longitude\":2}}],"
        "\"checklists\":[{\"id\":\"k\",\"idCard\":\"c\",\"name\":\"List\",\"pos\":1,\"checkItems\":["
        "{\"name\":\"Both\",\"state\":\"incomplete\",\"pos\":1,\"due\":\"2025-07-01T12:00:00.000Z\",\"idMember\":\"m\"}"
        ","
        "{\"name\":\"Day\",\"state\":\"complete\",\"pos\":2,\"due\":\"2025-07-02T12:00:00.000Z\",\"idMember\":null},"
        "{\"name\":\"Who\",\"state\":\"complete\",\"pos\":3,\"due\":null,\"idMember\":\"m\"},"
        "{\"name\":\"None\",\"state\":\"complete\",\"pos\":4,\"due\":null,\"idMember\":\"gone\"}]}],"
        "\"actions\":[{\"type\":\"commentCard\",\"data\":{\"text\":\"New\",\"card\":{\"id\":\"c\"}}},"
        "{\"type\":\"updateCard\",\"data\":{\"card\":{\"id\":\"c\"}}},"
        "{\"type\":\"copyCommentCard\",\"data\":{\"text\":\"Copied\",\"card\":{\"id\":\"c\"}}}]}";
  static const struct {
    const char *text;
    gboolean for_mei;
  } steps[] = { { "Both (2025-07-01)", TRUE }, { "Day (2025-07-02)", FALSE }, { "Who", TRUE }, { "None", FALSE } };
  g_autoptr (GError) error = NULL;
  g_autoptr (OfficeImport) import = office_import_read_trello (text, strlen (text), &error);
  OfficeImportTask *task;

  g_assert_no_error (error);
  task = find_task (import, "Card");
  g_assert_cmpuint (task->steps->len, ==, G_N_ELEMENTS (steps));
  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      const OfficeImportStep *step = task->steps->pdata[i];

      g_assert_cmpstr (step->text, ==, steps[i].text);
      g_assert_cmpint (step->person, ==, steps[i].for_mei ? 0 : OFFICE_IMPORT_NONE);
    }
  g_assert_cmpstr (import->description, ==, "What it is for");
  g_assert_cmpstr (task->description->str, ==, "Text\nSteps: List\n\nPlace: Library\n1 Quay\n1.5, 2");
  g_assert_true (is_reported (import, 0, "1 entry of the board’s history"));
  g_assert_cmpuint (task->comments->len, ==, 2);
  g_assert_cmpstr (((OfficeImportComment *) task->comments->pdata[0])->text, ==, "Copied");
  g_assert_true (is_reported (import, 0, "3 comments are not in the file"));
}

/* Members of every other type than they should be, and texts that are no board. */
static void
test_trello_wrong (void)
{
  static const char *const boards[] = {
    "{\"lists\":[],\"cards\":[]}",
    "{\"lists\":5,\"cards\":\"x\",\"members\":{},\"labels\":[1,null,\"a\"]}",
    "{\"lists\":[{\"id\":7,\"name\":[]},{\"id\":\"a\"}],\"cards\":[{},{\"name\":4,\"idList\":[],\"idMembers\":{},"
    "\"labels\":\"\","
    "\"due\":true,\"idLabels\":[1,[],{}],\"attachments\":[[],{\"url\":3}],\"cover\":1,\"closed\":\"yes\",\"pos\":"
    "\"top\"}],"
    "\"checklists\":[{\"idCard\":1,\"checkItems\":[]}],\"actions\":[{\"type\":\"commentCard\",\"data\":[]}],"
    "\"customFields\":[{}]}",
    "{\"lists\":[{\"id\":\"a\",\"name\":\"\"}],\"cards\":[{\"id\":\"c\",\"idList\":\"b\",\"due\":\"2025-13-77\","
    "\"name\":\"\"}]}",
  };
  static const char *const refused[] = { "", "[]", "{", "{\"name\":\"x\"}", "hello", "{\"lists\":[]}", "\xff\xfe" };
  g_autoptr (GString) deep = g_string_new ("{\"lists\":");

  for (guint i = 0; i < G_N_ELEMENTS (boards); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (OfficeImport) import = office_import_read_trello (boards[i], strlen (boards[i]), &error);

      g_assert_no_error (error);
      g_assert_nonnull (import);
    }
  for (guint i = 0; i < 100000; i++)
    g_string_append_c (deep, '[');
  for (guint i = 0; i <= G_N_ELEMENTS (refused); i++)
    {
      const char *text = i < G_N_ELEMENTS (refused) ? refused[i] : deep->str;
      g_autoptr (GError) error = NULL;

      g_assert_null (office_import_read_trello (text, strlen (text), &error));
      g_assert_error (error, OFFICE_PROBLEM, OFFICE_PROBLEM_INVALID);
    }
}

static void
test_todo_txt (void)
{
  g_autoptr (OfficeImport) import = office_import_read_todo_txt (
      "(A) 2025-06-01 Call the printer +website @phone due:2025-06-20 rec:+1w\r\n"
      "\n"
      "x 2025-06-11 2025-06-01 Old thing pri:B\n"
      "Mail a@b.example about 3 + 4 http://x.example/a:b\n"
      "Odd due:tomorrow rec:5x t:2025-06-15\n"
      "(b) no priority\n"
      "x");
  OfficeImportTask *task = import->tasks->pdata[0];

  g_assert_cmpuint (import->tasks->len, ==, 6);
  g_assert_cmpstr (task->title, ==, "Call the printer");
  g_assert_cmpstr (task->priority, ==, "high");
  g_assert_cmpstr (task->due, ==, "2025-06-20");
  g_assert_cmpstr (task->repeat, ==, "FREQ=WEEKLY;INTERVAL=1");
  g_assert_false (task->from_completion);
  g_assert_cmpuint (task->labels->len, ==, 2);
  task = import->tasks->pdata[1];
  g_assert_true (task->done);
  g_assert_cmpstr (task->title, ==, "Old thing");
  g_assert_cmpstr (task->priority, ==, "medium");
  task = import->tasks->pdata[2];
  g_assert_cmpstr (task->title, ==, "Mail a@b.example about 3 + 4 http://x.example/a:b");
  task = import->tasks->pdata[3];
  g_assert_cmpstr (task->title, ==, "Odd");
  g_assert_null (task->due);
  g_assert_cmpstr (task->start, ==, "2025-06-15");
  g_assert_true (is_reported (import, 5, "tomorrow"));
  g_assert_true (is_reported (import, 5, "rec:5x"));
  g_assert_cmpstr (((OfficeImportTask *) import->tasks->pdata[4])->title, ==, "(b) no priority");
  g_assert_true (is_reported (import, 7, "no title"));
}

static OfficeImport *
read_table (const char *text)
{
  g_autoptr (OfficeCsv) csv = office_csv_parse (text, 0);
  const gboolean header = office_csv_guess_header (csv);
  g_autofree OfficeCsvField *fields = office_csv_guess_fields (csv, header);

  return office_csv_to_import (csv, fields, header, office_csv_guess_order (csv, fields, header));
}

static void
test_csv (void)
{
  g_autoptr (OfficeImport) import = read_table (
      "Title;Description;Status;Tags;Assigned to;Due date;Priority;Estimate;Done\r\n"
      "\"Order \"\"oak\"\" doors\";\"Two lines;\nof them\";Doing;ui, print;Anna Lindqvist;20.6.2025 9:00;hoch;1h "
      "30m;no\r\n"
      ";;;;;;;;\r\n"
      "Paint;;To do;;;31.2.2025;sometimes;later;yes\r\n");
  OfficeImportTask *task = import->tasks->pdata[0];

  g_assert_cmpuint (import->tasks->len, ==, 2);
  g_assert_cmpstr (task->title, ==, "Order \"oak\" doors");
  g_assert_cmpstr (task->description->str, ==, "Two lines;\nof them");
  g_assert_cmpuint (task->labels->len, ==, 2);
  g_assert_cmpuint (task->people->len, ==, 1);
  g_assert_cmpstr (task->due, ==, "2025-06-20T09:00");
  g_assert_cmpstr (task->priority, ==, "high");
  g_assert_cmpint (task->estimate, ==, 90);
  g_assert_false (task->done);
  task = import->tasks->pdata[1];
  g_assert_true (task->done);
  g_assert_cmpuint (task->line, ==, 5);
  g_assert_true (is_reported (import, 5, "31.2.2025"));
  g_assert_true (is_reported (import, 5, "sometimes"));
  g_assert_true (is_reported (import, 5, "later"));
}

/* Broken quotes cost nothing but a word about them. */
static void
test_csv_broken (void)
{
  g_autoptr (OfficeImport) import = read_table ("title,description\n"
                                                "One,\"closed\" and more\n"
                                                "Two,\"never closed\n"
                                                "Three,3\n");

  g_assert_cmpuint (import->tasks->len, ==, 3);
  g_assert_cmpstr (((OfficeImportTask *) import->tasks->pdata[0])->description->str, ==, "closed and more");
  g_assert_cmpstr (((OfficeImportTask *) import->tasks->pdata[1])->description->str, ==, "\"never closed");
  g_assert_cmpstr (((OfficeImportTask *) import->tasks->pdata[2])->title, ==, "Three");
  g_assert_true (is_reported (import, 2, "behind a closing quote"));
  g_assert_true (is_reported (import, 3, "never closed"));
}

static void
test_csv_dates (void)
{
  static const struct {
    const char *text, *month_first, *day_first;
  } cases[] = {
    { "2025-06-20", "2025-06-20", "2025-06-20" },
    { "2025-06-20 14:05:33", "2025-06-20T14:05", "2025-06-20T14:05" },
    { "06/07/2025", "2025-06-07", "2025-07-06" },
    { "6/7/25 9:00 PM", "2025-06-07T21:00", "2025-07-06T21:00" },
    { "25/12/2025", NULL, "2025-12-25" },
    { "2025/6/7", "2025-06-07", "2025-06-07" },
    { "1.2.2025", "2025-02-01", "2025-02-01" },
    { "2025-06-20 25:00", NULL, NULL },
    { "20250620", NULL, NULL },
    { "-1.-1.2025", NULL, NULL },
    { "soon", NULL, NULL },
    { "", NULL, NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *first = office_import_read_date (cases[i].text, OFFICE_IMPORT_MONTH_FIRST);
      g_autofree char *second = office_import_read_date (cases[i].text, OFFICE_IMPORT_DAY_FIRST);

      g_assert_cmpstr (first, ==, cases[i].month_first);
      g_assert_cmpstr (second, ==, cases[i].day_first);
    }
}

static void
test_encodings (void)
{
  static const struct {
    const char *encoding, *mark;
  } cases[] = { { "UTF-8", "" },    { "UTF-8", "\xef\xbb\xbf" }, { "UTF-16LE", "\xff\xfe" }, { "UTF-16BE", "\xfe\xff" },
                { "UTF-16LE", "" }, { "WINDOWS-1252", "" } };
  const char *text = "title,notes\nTür streichen,Größe: 2×3\n";

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      gsize length;
      g_autofree char *bytes = g_convert (text, -1, cases[i].encoding, "UTF-8", NULL, &length, NULL);
      g_autoptr (GByteArray) whole = g_byte_array_new ();
      const char *encoding;
      g_autofree char *decoded = NULL;

      g_byte_array_append (whole, (const guint8 *) cases[i].mark, (guint) strlen (cases[i].mark));
      g_byte_array_append (whole, (const guint8 *) bytes, (guint) length);
      decoded = office_import_decode ((const char *) whole->data, whole->len, &encoding);
      g_assert_cmpstr (encoding, ==, cases[i].encoding);
      g_assert_cmpstr (decoded, ==, text);
    }
}

/* What is too long is cut, and nothing of it is lost without a word. */
static void
test_long (void)
{
  g_autofree char *long_title = g_strnfill (10000, 'a');
  g_autofree char *line = g_strconcat ("title\n", long_title, "\n", NULL);
  g_autoptr (OfficeImport) import = read_table (line);
  OfficeImportTask *task = import->tasks->pdata[0];

  g_assert_cmpint (g_utf8_strlen (task->title, -1), ==, 500);
  g_assert_cmpint (g_utf8_strlen (task->description->str, -1), >=, 9999);
  g_assert_true (is_reported (import, 2, "too long"));
}

static void
on_read (GObject *source, GAsyncResult *result, gpointer data)
{
  *(GAsyncResult **) data = g_object_ref (result);
}

/* 200 MB are refused by their size alone: the file has holes, but reading it would take a while. */
static void
test_too_large (void)
{
  g_autofree char *path = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GFile) file = NULL;
  const int fd = g_file_open_tmp ("office-import-XXXXXX.json", &path, &error);

  g_assert_no_error (error);
  g_assert_cmpint (ftruncate (fd, 200 * 1000 * 1000), ==, 0);
  g_close (fd, NULL);
  file = g_file_new_for_path (path);
  office_import_file_read_async (file, NULL, on_read, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_null (office_import_file_read_finish (result, &error));
  g_assert_error (error, OFFICE_PROBLEM, OFFICE_PROBLEM_TOO_LARGE);
  g_unlink (path);
}

static void
test_kinds (void)
{
  static const struct {
    const char *name, *text;
    gboolean table;
  } cases[] = {
    { "board.json", "{\"lists\":[],\"cards\":[{\"name\":\"A\"}]}", FALSE },
    { "export", " {\"lists\":[],\"cards\":[{\"name\":\"A\"}]}", FALSE },
    { "todo.txt", "Do it", FALSE },
    { "list.csv", "title\nDo it", TRUE },
    { "list.tsv", "title\tdue\nDo it\t", TRUE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_data (cases[i].text, -1, NULL);
      g_autoptr (GError) error = NULL;
      g_autoptr (OfficeImportFile) file = office_import_file_read (stream, cases[i].name, NULL, &error);

      g_assert_no_error (error);
      g_assert_true ((file->csv != NULL) == cases[i].table);
    }
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_data (i == 0 ? "" : "\n\n", -1, NULL);
      g_autoptr (GError) error = NULL;

      g_assert_null (office_import_file_read (stream, "empty.csv", NULL, &error));
      g_assert_error (error, OFFICE_PROBLEM, OFFICE_PROBLEM_INVALID);
    }
}

/* ---- into the office ---- */

typedef struct {
  OfficeTestScene *scene;
  OfficeSession *session;
  OfficeTestNotice notice;
  gboolean finished;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->scene = office_test_scene_new ();
  fixture->session = office_test_scene_get_session (fixture->scene);
  office_test_notice_watch (&fixture->notice, fixture->session);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  office_test_notice_clear (&fixture->notice);
  office_test_scene_free (fixture->scene);
}

static void
on_finished (OfficeImporter *importer, Fixture *fixture)
{
  fixture->finished = TRUE;
}

static void
run (Fixture *fixture, OfficeImporter *importer, const char *room, const char *name)
{
  fixture->finished = FALSE;
  g_signal_connect (importer, "finished", G_CALLBACK (on_finished), fixture);
  if (room != NULL)
    office_importer_start (importer, room);
  else
    office_importer_start_in_new (importer, name);
  while (!fixture->finished)
    g_main_context_iteration (NULL, TRUE);
}

static guint
count_tasks (Fixture *fixture, const char *room)
{
  g_autoptr (GPtrArray) tasks = office_replica_list (office_test_scene_get_replica (fixture->scene), "task", "room",
                                                     room);
  guint n = 0;

  for (guint i = 0; i < tasks->len; i++)
    n += office_record_has (tasks->pdata[i], "trashed_at") ? 0 : 1;
  return n;
}

static guint
count_members (Fixture *fixture, const char *room)
{
  g_autoptr (GPtrArray) members = office_replica_list (office_test_scene_get_replica (fixture->scene), "member", "room",
                                                       room);

  return members->len;
}

static OfficeRecord *
find_record (Fixture *fixture, const char *room, const char *title)
{
  g_autoptr (GPtrArray) tasks = office_replica_list (office_test_scene_get_replica (fixture->scene), "task", "room",
                                                     room);

  for (guint i = 0; i < tasks->len; i++)
    if (g_strcmp0 (office_record_get_text (tasks->pdata[i], "title"), title) == 0)
      return office_record_ref (tasks->pdata[i]);
  g_assert_not_reached ();
}

/* A whole board without a line, then on the host, then all of it undone. */
static void
test_new_room (Fixture *fixture, gconstpointer data)
{
  g_autofree char *text = make_trello (N_CARDS);
  OfficeImport *import = office_import_read_trello (text, strlen (text), NULL);
  g_autoptr (OfficeImporter) importer = office_importer_new (fixture->session, import);
  g_autoptr (GPtrArray) missing = office_importer_list_missing (importer);
  g_autoptr (OfficeBoard) board = NULL;
  g_autoptr (OfficeRecord) first = NULL;
  g_autoptr (OfficeRecord) third = NULL;
  g_autoptr (OfficeRecord) left = NULL;
  g_autoptr (OfficeRecord) back = NULL;
  g_auto (GStrv) people = NULL;
  const char *room;
  const guint n_problems = import->problems->len;
  guint n_members;
  OfficeTask *task;

  g_assert_cmpuint (missing->len, ==, 2); /* Ben is known by his user's name */
  g_assert_cmpstr (missing->pdata[0], ==, "Zoe Away");
  run (fixture, importer, NULL, "Website relaunch");
  room = office_importer_get_room (importer);
  g_assert_cmpuint (office_importer_get_n_made (importer), ==, N_CARDS);
  g_assert_cmpuint (import->problems->len, ==, n_problems);
  g_assert_cmpuint (count_tasks (fixture, room), ==, N_CARDS);
  g_assert_cmpstr (fixture->notice.text, ==, "320 tasks imported");
  board = office_session_open_board (fixture->session, room);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (board)), ==, 3);

  office_test_scene_set_state (fixture->scene, OFFICE_LINE_LIVE);
  office_test_scene_answer (fixture->scene);
  g_assert_cmpuint (office_session_get_n_refused (fixture->session), ==, 0);
  first = find_record (fixture, room, "Card 0 卡片");
  people = office_record_dup_ids (first, "assignees");
  g_assert_cmpstr (people[0], ==, SCENE_ANNA);
  third = find_record (fixture, room, "Card 2 卡片");
  g_assert_nonnull (strstr (office_record_get_text (third, "description"), "Assigned to: Zoe Away"));
  task = office_session_find_task (fixture->session, office_record_get_id (first));
  g_assert_cmpuint (office_task_get_n_steps (task), ==, 3);
  g_assert_cmpuint (office_task_get_n_steps_done (task), ==, 1);
  g_assert_cmpuint (office_task_get_n_messages (task), ==, 2);

  n_members = count_members (fixture, room);
  office_session_undo_last (fixture->session);
  g_assert_cmpuint (count_tasks (fixture, room), ==, 0);
  g_assert_cmpuint (count_members (fixture, room), ==, 1);
  office_session_redo_last (fixture->session);
  office_test_scene_answer (fixture->scene);
  g_assert_cmpuint (office_session_get_n_refused (fixture->session), ==, 0);
  g_assert_cmpuint (count_tasks (fixture, room), ==, N_CARDS);
  g_assert_cmpuint (count_members (fixture, room), ==, n_members);
  back = office_test_scene_get_record (fixture->scene, room);
  g_assert_false (office_record_get_boolean (back, "archived"));
  office_session_undo_last (fixture->session);
  g_assert_cmpuint (count_tasks (fixture, room), ==, 0);
  /* The room cannot be removed: it is archived; and nobody is in it, once it is not to be done again any more. */
  g_assert_true (office_session_set_favourite (fixture->session, SCENE_LIBRARY, TRUE, NULL));
  office_test_scene_answer (fixture->scene);
  g_assert_cmpuint (office_session_get_n_refused (fixture->session), ==, 0);
  left = office_test_scene_get_record (fixture->scene, room);
  g_assert_true (office_record_get_boolean (left, "archived"));
  g_assert_cmpuint (count_members (fixture, room), ==, 0);
}

/* A card from which others are made is no work here either. */
static void
test_template_card (Fixture *fixture, gconstpointer data)
{
  static const char text[] = "{\"name\":\"B\",\"lists\":[{\"id\":\"l\",\"name\":\"To do\"}],"
                             "\"cards\":[{\"id\":\"c\",\"name\":\"Visit\",\"idList\":\"l\",\"isTemplate\":true,"
                             "\"dueComplete\":true}]}";
  OfficeImport *import = office_import_read_trello (text, strlen (text), NULL);
  g_autoptr (OfficeImporter) importer = office_importer_new (fixture->session, import);
  g_autoptr (OfficeRecord) made = NULL;

  run (fixture, importer, NULL, "Visits");
  office_test_scene_set_state (fixture->scene, OFFICE_LINE_LIVE);
  office_test_scene_answer (fixture->scene);
  g_assert_cmpuint (office_session_get_n_refused (fixture->session), ==, 0);
  made = find_record (fixture, office_importer_get_room (importer), "Visit");
  g_assert_true (office_record_get_boolean (made, "template"));
  g_assert_cmpint (office_record_get_integer (made, "completed_at"), ==, 0);
}

/* Into a room that there is: columns and labels of the same name are those, and what stood there stays. */
static void
test_into_room (Fixture *fixture, gconstpointer data)
{
  OfficeImport *import = read_table ("title,status,labels,due,done\n"
                                     "One,to DO,client,2025-06-20,\n"
                                     "Two,Waiting,new,,\n"
                                     "Three,To do,,,yes\n");
  g_autoptr (OfficeImporter) importer = office_importer_new (fixture->session, import);
  const guint before = count_tasks (fixture, SCENE_LIBRARY);
  g_autoptr (OfficeRecord) one = NULL;
  g_autoptr (OfficeRecord) three = NULL;
  g_auto (GStrv) labels = NULL;

  run (fixture, importer, SCENE_LIBRARY, NULL);
  g_assert_cmpuint (count_tasks (fixture, SCENE_LIBRARY), ==, before + 3);
  one = find_record (fixture, SCENE_LIBRARY, "One");
  g_assert_cmpstr (office_record_get_text (one, "column"), ==, SCENE_TODO);
  labels = office_record_dup_ids (one, "labels");
  g_assert_cmpstr (labels[0], ==, SCENE_CLIENT);
  three = find_record (fixture, SCENE_LIBRARY, "Three");
  g_assert_cmpstr (office_record_get_text (three, "column"), ==, SCENE_DONE);
  g_assert_cmpstr (office_record_get_text (three, "description"), ==, "Column: to DO"); /* as it was first written */
  office_test_scene_answer (fixture->scene);
  office_test_notice_undo (&fixture->notice);
  g_assert_cmpuint (count_tasks (fixture, SCENE_LIBRARY), ==, before);
}

/* A field that the book refuses is left out, and the task is made. */
static void
test_refused_field (Fixture *fixture, gconstpointer data)
{
  OfficeImport *import = office_import_read_todo_txt ("Good\nBad\nAlso good");
  g_autoptr (OfficeImporter) importer = NULL;
  OfficeImportTask *bad = import->tasks->pdata[1];
  g_autoptr (OfficeRecord) record = NULL;

  bad->due = g_strdup ("2025-02-30");
  importer = office_importer_new (fixture->session, import);
  run (fixture, importer, SCENE_LIBRARY, NULL);
  g_assert_cmpuint (office_importer_get_n_made (importer), ==, 3);
  record = find_record (fixture, SCENE_LIBRARY, "Bad");
  g_assert_null (office_record_get_text (record, "due"));
  g_assert_true (is_reported (import, 2, "Bad: "));
}

/* What is exported as a table comes back as it was. */
static void
test_round_trip (Fixture *fixture, gconstpointer data)
{
  guint n;
  g_autofree char *text = office_session_export_tasks (fixture->session, SCENE_LIBRARY, OFFICE_EXPORT_CSV, &n);
  g_autoptr (OfficeImport) import = read_table (text);
  g_autofree char *mine = NULL;
  OfficeImportTask *doors = import->tasks->pdata[0];
  OfficeTask *task = office_session_find_task (fixture->session, SCENE_DOORS);

  g_assert_cmpuint (n, ==, 4);
  g_assert_cmpuint (import->tasks->len, ==, 4);
  g_assert_cmpuint (import->problems->len, ==, 0);
  g_assert_cmpstr (doors->title, ==, office_task_get_title (task));
  g_assert_cmpstr (doors->due, ==, office_task_get_due (task));
  g_assert_cmpstr (doors->priority, ==, "high");
  g_assert_cmpuint (doors->steps->len, ==, 2);
  g_assert_cmpuint (doors->people->len, ==, 1);
  g_assert_cmpstr (((OfficeImportColumn *) import->columns->pdata[doors->column])->name, ==, "To do");
  mine = office_session_export_tasks (fixture->session, NULL, OFFICE_EXPORT_CSV, &n);
  g_assert_cmpuint (n, ==, 1);
}

/* Templates are no work: a table and a calendar have none, what holds the whole room has them, as such. */
static void
test_export_of_templates (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *id = NULL;
  g_autofree char *table = NULL;
  g_autofree char *calendar = NULL;
  g_autofree char *mine = NULL;
  g_autofree char *json = NULL;
  guint n;

  g_assert_true (office_session_save_as_template (fixture->session, SCENE_DOORS, &id, &error));
  g_assert_no_error (error);
  table = office_session_export_tasks (fixture->session, SCENE_LIBRARY, OFFICE_EXPORT_CSV, &n);
  g_assert_cmpuint (n, ==, 4);
  calendar = office_session_export_tasks (fixture->session, SCENE_LIBRARY, OFFICE_EXPORT_CALENDAR, &n);
  g_assert_cmpuint (n, ==, 4);
  mine = office_session_export_tasks (fixture->session, NULL, OFFICE_EXPORT_JSON, &n);
  g_assert_cmpuint (n, ==, 1);
  json = office_session_export_tasks (fixture->session, SCENE_LIBRARY, OFFICE_EXPORT_JSON, &n);
  g_assert_cmpuint (n, ==, 5);
  g_assert_nonnull (strstr (json, "\"template\""));
}

static void
test_json (Fixture *fixture, gconstpointer data)
{
  guint n;
  g_autofree char *text = office_session_export_tasks (fixture->session, SCENE_LIBRARY, OFFICE_EXPORT_JSON, &n);
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) root = json_from_string (text, &error);
  JsonObject *object;
  JsonObject *first;

  g_assert_no_error (error);
  object = json_node_get_object (root);
  g_assert_cmpstr (json_object_get_string_member (object, "format"), ==, "office-tasks");
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (object, "tasks")), ==, 4);
  first = json_array_get_object_element (json_object_get_array_member (object, "tasks"), 0);
  g_assert_cmpstr (json_object_get_string_member (first, "id"), ==, SCENE_DOORS);
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (first, "steps")), ==, 2);
}

static void
test_calendar (Fixture *fixture, gconstpointer data)
{
  guint n;
  g_autofree char *text = office_session_export_tasks (fixture->session, SCENE_LIBRARY, OFFICE_EXPORT_CALENDAR, &n);
  g_auto (GStrv) parts = g_strsplit (text, "BEGIN:VTODO\r\n", -1);

  g_assert_cmpuint (n, ==, 4);
  g_assert_cmpuint (g_strv_length (parts), ==, 5);
  g_assert_true (g_str_has_prefix (text, "BEGIN:VCALENDAR\r\n"));
  g_assert_nonnull (strstr (text, SCENE_DOORS "@"));
  g_assert_cmpint (office_export_format_of_name ("Library.ICS"), ==, OFFICE_EXPORT_CALENDAR);
  g_assert_cmpint (office_export_format_of_name ("Library.v2.json"), ==, OFFICE_EXPORT_JSON);
  g_assert_cmpint (office_export_format_of_name ("Library"), ==, OFFICE_EXPORT_CSV);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/office/import/trello", test_trello);
  g_test_add_func ("/office/import/trello-more", test_trello_more);
  g_test_add_func ("/office/import/trello-wrong", test_trello_wrong);
  g_test_add_func ("/office/import/todo-txt", test_todo_txt);
  g_test_add_func ("/office/import/csv", test_csv);
  g_test_add_func ("/office/import/csv-broken", test_csv_broken);
  g_test_add_func ("/office/import/csv-dates", test_csv_dates);
  g_test_add_func ("/office/import/encodings", test_encodings);
  g_test_add_func ("/office/import/long", test_long);
  g_test_add_func ("/office/import/too-large", test_too_large);
  g_test_add_func ("/office/import/kinds", test_kinds);
#define ADD(name, test) g_test_add ("/office/import/" name, Fixture, NULL, set_up, test, tear_down)
  ADD ("new-room", test_new_room);
  ADD ("into-room", test_into_room);
  ADD ("template-card", test_template_card);
  ADD ("refused-field", test_refused_field);
  ADD ("round-trip", test_round_trip);
  ADD ("json", test_json);
  ADD ("export-of-templates", test_export_of_templates);
  ADD ("calendar", test_calendar);
  return g_test_run ();
}
