/* SPDX-License-Identifier: GPL-3.0-or-later */
/* All that an export of Trello has: it is in the office then, or it is said what is not. */
#include "office-board.h"
#include "office-import.h"
#include "office-importer.h"
#include "office-session-private.h"
#include "office-task.h"
#include "office-test-scene.h"

/* Single quotes stand for double ones. Of the people, Anna is in the office and Zoe is not; Mei is, but votes only. */
#define MEMBERS                                                                                                        \
  "'members':[{'id':'anna','fullName':'Anna Lindqvist','username':'al'},{'id':'zoe','fullName':'Zoe Away'},"           \
  "{'id':'mei','fullName':'Mei Tanaka'}]"
#define LISTS                                                                                                          \
  "'lists':[{'id':'l','name':'To do','pos':1,'closed':false,'color':'orange','softLimit':4},"                          \
  "{'id':'m','name':'Later','pos':2,'closed':false,'color':null,'softLimit':null},"                                    \
  "{'id':'n','name':'Forgotten','pos':3,'closed':true}]"
#define CARD                                                                                                           \
  "{'id':'c','idBoard':'b','idList':'l','idShort':7,'name':'Card','desc':'Text','pos':1,'closed':false,"               \
  "'due':'2025-07-01T08:30:00.000Z','dueComplete':false,'dueReminder':1440,'start':null,'subscribed':true,"            \
  "'idMembers':['anna'],'idMembersVoted':['mei','zoe','gone'],'idLabels':['x'],'labels':[],'pinned':true,"             \
  "'cardRole':'mirror','email':'c@trello.example','coordinates':'52.5,13.4','address':null,'locationName':'',"         \
  "'badges':{'votes':4,'attachments':3,'comments':1,'checkItems':4},"                                                  \
  "'cover':{'color':'pink_dark','idAttachment':null,'size':'full'},"                                                   \
  "'stickers':[{'image':'thumbsup'},{'image':'star'},{'image':'thumbsup'}],"                                           \
  "'attachments':[{'name':'Plan','url':'https://trello.example/plan','isUpload':true},"                                \
  "{'name':'','url':'https://office.example/a(b)'},{'name':'No address'}],"                                            \
  "'customFieldItems':[{'idCustomField':'f','value':{'checked':'false'}},{'idCustomField':'g','value':{'number':'3'}}" \
  ","                                                                                                                  \
  "{'idCustomField':'g','idValue':'nowhere','value':null}],"                                                           \
  "'pluginData':[{'value':'{}'}]}"
#define CHECKLISTS                                                                                                       \
  "'checklists':[{'id':'k','idCard':'c','name':'Steps','pos':1,'checkItems':["                                           \
  "{'name':'Zoe’s','state':'incomplete','pos':1,'due':'2025-07-01T12:00:00.000Z','dueReminder':1440,'idMember':'zoe'}" \
  ","                                                                                                                    \
  "{'name':'Anna’s','state':'complete','pos':2,'due':null,'dueReminder':-1,'idMember':'anna'}]},"                      \
  "{'id':'e','idCard':'c','name':'Nothing','pos':2,'checkItems':[]},"                                                    \
  "{'id':'s','idCard':'elsewhere','name':'Stray','pos':3,'checkItems':[]}]"
#define ACTIONS                                                                                                        \
  "'actions':[{'type':'updateCard','data':{}},{'type':'createCard','data':{}},"                                        \
  "{'type':'commentCard','idMemberCreator':'zoe','data':{'text':'Said','card':{'id':'c'}}},"                           \
  "{'type':'commentCard','data':{'text':'Lost','card':{'id':'elsewhere'}}}]"
#define FIELDS "'customFields':[{'id':'f','name':'Paid','type':'checkbox'},{'id':'g','name':'Floors','type':'number'}]"
#define BOARD                                                                                                          \
  "{'id':'b','name':'Board','desc':' What it is for ','closed':true,'prefs':{'background':'sky'}," MEMBERS "," LISTS   \
  ",'labels':[],'pluginData':[{'value':'{}'}]," FIELDS "," CHECKLISTS "," ACTIONS ",'cards':[" CARD "]}"

static OfficeImport *
read_board (const char *text)
{
  g_autofree char *json = g_strdelimit (g_strdup (text), "'", '"');
  g_autoptr (GError) error = NULL;
  OfficeImport *import = office_import_read_trello (json, strlen (json), &error);

  g_assert_no_error (error);
  return import;
}

static void
check_reported (OfficeImport *import, const char *words)
{
  for (guint i = 0; i < import->problems->len; i++)
    if (strstr (((OfficeImportProblem *) import->problems->pdata[i])->text, words) != NULL)
      return;
  g_test_message ("not said: %s", words);
  g_test_fail ();
}

static void
test_report (void)
{
  static const char *const left_out[] = {
    "a label that the file does not have",
    "the empty checklist “Nothing”",
    "the reminder of 1 step",
    "2 steps that are not in the file",
    "1 custom field whose value is not in the file",
    "1 attachment that is not in the file",
    "its cover (pink_dark)",
    "3 stickers (thumbsup star)",
    "its reminder 1440 minutes before it is due",
    "what Power-Ups keep about it",
    "that it is a “mirror”",
    "that it is pinned",
  };
  g_autoptr (OfficeImport) import = read_board (BOARD);

  check_reported (import, "Left out of “Card”: ");
  for (guint i = 0; i < G_N_ELEMENTS (left_out); i++)
    check_reported (import, left_out[i]);
  check_reported (import, "The board is archived in Trello");
  check_reported (import, "What Power-Ups keep about the board");
  check_reported (import, "2 entries of the board’s history");
  check_reported (import, "An archived list without cards was left out: Forgotten");
  check_reported (import, "2 comments and checklists were left out");
  check_reported (import, "2 attachments are links");
  check_reported (import, "background and settings");
}

static void
test_kept (void)
{
  g_autoptr (OfficeImport) import = read_board (BOARD);
  const OfficeImportColumn *first = import->columns->pdata[0], *second = import->columns->pdata[1];
  const OfficeImportTask *task = import->tasks->pdata[0];
  const OfficeImportStep *of_zoe, *of_anna;
  const OfficeImportComment *comment;

  g_assert_cmpstr (import->description, ==, "What it is for");
  g_assert_cmpuint (import->columns->len, ==, 2);
  g_assert_cmpstr (first->hue, ==, "orange");
  g_assert_cmpuint (first->limit, ==, 4);
  g_assert_null (second->hue);
  g_assert_cmpuint (second->limit, ==, 0);

  g_assert_cmpstr (task->description->str, ==,
                   "Text\n\nPaid: no\nFloors: 3\n\nVotes: 4 (Mei Tanaka, Zoe Away)\n\nPlace: 52.5,13.4\n\n"
                   "- [Plan](https://trello.example/plan)\n- https://office.example/a(b): https://office.example/a(b)");
  g_assert_true (task->watched);
  g_assert_cmpuint (task->steps->len, ==, 2);
  of_zoe = task->steps->pdata[0];
  of_anna = task->steps->pdata[1];
  g_assert_cmpstr (of_zoe->text, ==, "Steps: Zoe’s (2025-07-01)");
  g_assert_cmpint (of_zoe->person, ==, 1);
  g_assert_cmpstr (of_anna->text, ==, "Steps: Anna’s");
  g_assert_true (of_anna->done);
  g_assert_cmpint (of_anna->person, ==, 0);
  g_assert_cmpuint (task->comments->len, ==, 1);
  comment = task->comments->pdata[0];
  g_assert_cmpstr (comment->author, ==, "Zoe Away");
}

/* What needs no word gets none, so that the others are read. */
static void
test_quiet (void)
{
  g_autoptr (OfficeImport) import = read_board (
      "{'name':'B','desc':'','closed':false,'lists':[{'id':'l','name':'To do'}],"
      "'cards':[{'id':'c','name':'Card','desc':'','idList':'l','due':'2025-07-01T08:30:00.000Z','dueReminder':0,"
      "'cover':{'color':null,'idAttachment':null},'stickers':[],'idMembersVoted':[],'badges':{'votes':0},"
      "'cardRole':null,'pinned':false,'subscribed':false,'coordinates':null,'pluginData':[]},"
      "{'id':'d','name':'Other','idList':'l','due':null,'dueReminder':-1}],"
      "'checklists':[{'id':'k','idCard':'c','name':'Checklist','checkItems':[{'name':'One','state':'incomplete'}]}]}");

  g_assert_cmpuint (import->problems->len, ==, 1);
  check_reported (import, "background and settings");
  g_assert_null (import->description);
  g_assert_cmpstr (((OfficeImportTask *) import->tasks->pdata[0])->description->str, ==, "");
  g_assert_false (((OfficeImportTask *) import->tasks->pdata[0])->watched);
}

/* Characters that the office does not take cost nothing but themselves. */
static void
test_controls (void)
{
  g_autoptr (OfficeImport) import = read_board (
      "{'name':'B','desc':'One\\r\\nTwo','lists':[{'id':'l','name':'To\\u0007do'}],"
      "'cards':[{'id':'c','name':'A\\u0006\\u0085card','desc':'1\\r2\\u001b3\\t4','idList':'l',"
      "'customFieldItems':[{'idCustomField':'gone','value':null}]}],"
      "'labels':[{'id':'x','name':'a\\u0001b','color':'red'}],"
      "'checklists':[{'idCard':'c','name':'Checklist','checkItems':[{'name':'S\\u0002tep'}]}],"
      "'actions':[{'type':'commentCard','data':{'text':'x\\u0003y','card':{'id':'c'}}}]}");
  const OfficeImportTask *task = import->tasks->pdata[0];

  g_assert_cmpstr (import->description, ==, "One\nTwo");
  g_assert_cmpstr (((OfficeImportColumn *) import->columns->pdata[0])->name, ==, "To do");
  g_assert_cmpstr (((OfficeImportLabel *) import->labels->pdata[0])->name, ==, "a b");
  g_assert_true (g_str_has_prefix (task->title, "A"));
  g_assert_true (g_str_has_suffix (task->title, "card"));
  g_assert_cmpstr (task->description->str, ==, "1\n2 3\t4");
  g_assert_cmpstr (((OfficeImportStep *) task->steps->pdata[0])->text, ==, "S tep");
  g_assert_cmpstr (((OfficeImportComment *) task->comments->pdata[0])->text, ==, "x y");
}

/* Trello exports a single card, too. */
static void
test_card (void)
{
  g_autoptr (GString) card = g_string_new (CARD);
  g_autoptr (OfficeImport) import = NULL;

  g_string_truncate (card, card->len - 1);
  g_string_append (card, "," MEMBERS "," CHECKLISTS "," ACTIONS "," FIELDS
                         ",'list':{'id':'l','name':'To do','closed':false,'pos':1}}");
  import = read_board (card->str);
  g_assert_cmpuint (import->tasks->len, ==, 1);
  g_assert_cmpuint (import->columns->len, ==, 1);
  g_assert_cmpuint (office_import_count_steps (import), ==, 2);
  g_assert_cmpuint (office_import_count_comments (import), ==, 1);
  g_assert_cmpint (((OfficeImportTask *) import->tasks->pdata[0])->column, ==, 0);
}

/* Hues come one after the other as they are declared, and neighbours differ. */
static void
test_hues (void)
{
  static const char *const expected[]
      = { "blue", "green", "yellow", "orange", "red", "purple", "teal", "slate", "blue" };
  g_autoptr (OfficeImport) import = office_import_new ();

  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      g_autofree char *name = g_strdup_printf ("Label %u", i);
      const guint place = office_import_find_label (import, name, NULL);
      const OfficeImportLabel *label = import->labels->pdata[place];

      g_assert_cmpstr (label->hue, ==, expected[i]);
    }
}

/* ---- into the office ---- */

static void
on_finished (OfficeImporter *importer, gboolean *finished)
{
  *finished = TRUE;
}

static OfficeRecord *
find_record (OfficeTestScene *scene, const char *kind, const char *field, const char *value)
{
  g_autoptr (GPtrArray) records = office_replica_list (office_test_scene_get_replica (scene), kind, NULL, NULL);

  for (guint i = 0; i < records->len; i++)
    if (g_strcmp0 (office_record_get_text (records->pdata[i], field), value) == 0)
      return office_record_ref (records->pdata[i]);
  g_test_message ("no %s with %s “%s”", kind, field, value);
  g_assert_not_reached ();
}

static void
test_made (void)
{
  g_autoptr (OfficeTestScene) scene = office_test_scene_new ();
  OfficeSession *session = office_test_scene_get_session (scene);
  g_autoptr (OfficeImporter) importer = office_importer_new (session, read_board (BOARD));
  g_autoptr (OfficeRecord) room = NULL;
  g_autoptr (OfficeRecord) column = NULL;
  g_autoptr (OfficeRecord) task = NULL;
  g_autoptr (OfficeRecord) of_anna = NULL;
  g_autoptr (OfficeRecord) of_zoe = NULL;
  g_auto (GStrv) watchers = NULL;
  gboolean finished = FALSE;
  const guint n_problems = office_importer_get_import (importer)->problems->len;

  g_signal_connect (importer, "finished", G_CALLBACK (on_finished), &finished);
  office_importer_start_in_new (importer, "Board");
  while (!finished)
    g_main_context_iteration (NULL, TRUE);
  office_test_scene_set_state (scene, OFFICE_LINE_LIVE);
  office_test_scene_answer (scene);
  g_assert_cmpuint (office_session_get_n_refused (session), ==, 0);
  g_assert_cmpuint (office_importer_get_import (importer)->problems->len, ==, n_problems);

  room = find_record (scene, "room", "name", "Board");
  g_assert_cmpstr (office_record_get_text (room, "description"), ==, "What it is for");
  column = find_record (scene, "column", "hue", "orange");
  g_assert_cmpstr (office_record_get_text (column, "name"), ==, "To do");
  g_assert_cmpint (office_record_get_integer (column, "limit"), ==, 4);
  task = find_record (scene, "task", "title", "Card");
  watchers = office_record_dup_ids (task, "watchers");
  g_assert_cmpuint (g_strv_length (watchers), ==, 1);
  g_assert_cmpstr (watchers[0], ==, SCENE_BEN);
  of_anna = find_record (scene, "step", "text", "Steps: Anna’s");
  g_assert_cmpstr (office_record_get_text (of_anna, "assignee"), ==, SCENE_ANNA);
  of_zoe = find_record (scene, "step", "text", "Steps: Zoe’s (2025-07-01) (Zoe Away)");
  g_assert_null (office_record_get_text (of_zoe, "assignee"));
}

/* A room that is there has words of its own. */
static void
test_room_kept (void)
{
  g_autoptr (OfficeTestScene) scene = office_test_scene_new ();
  OfficeSession *session = office_test_scene_get_session (scene);
  g_autoptr (OfficeImporter) importer = office_importer_new (session, read_board (BOARD));
  gboolean finished = FALSE;
  g_autoptr (OfficeRecord) before = office_test_scene_get_record (scene, SCENE_LIBRARY);
  g_autofree char *description = g_strdup (office_record_get_text (before, "description"));
  g_autoptr (OfficeRecord) room = NULL;

  g_signal_connect (importer, "finished", G_CALLBACK (on_finished), &finished);
  office_importer_start (importer, SCENE_LIBRARY);
  while (!finished)
    g_main_context_iteration (NULL, TRUE);
  check_reported (office_importer_get_import (importer), "The description of the board was left out");
  room = office_test_scene_get_record (scene, SCENE_LIBRARY);
  g_assert_cmpstr (office_record_get_text (room, "description"), ==, description);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/office/import-trello/report", test_report);
  g_test_add_func ("/office/import-trello/kept", test_kept);
  g_test_add_func ("/office/import-trello/quiet", test_quiet);
  g_test_add_func ("/office/import-trello/controls", test_controls);
  g_test_add_func ("/office/import-trello/card", test_card);
  g_test_add_func ("/office/import-trello/hues", test_hues);
  g_test_add_func ("/office/import-trello/made", test_made);
  g_test_add_func ("/office/import-trello/room-kept", test_room_kept);
  return g_test_run ();
}
