/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-mentions.h"
#include "office-offer.h"
#include "office-person-private.h"

#define ANNA     "0190a000-0000-7000-8000-0000000000b1"
#define ANNE     "0190a000-0000-7000-8000-0000000000b2"
#define ANNA_TWO "0190a000-0000-7000-8000-0000000000b3"
#define MEI      "0190a000-0000-7000-8000-0000000000b4"
#define SOFIA    "0190a000-0000-7000-8000-0000000000b5"

static void
add (GListStore *people, const char *id, const char *name)
{
  g_autoptr (OfficePerson) person = office_person_new (id, FALSE);
  g_autoptr (OfficeRecord) record = office_record_new ("person", id, "office");

  office_record_set_text (record, "name", name);
  office_person_update (person, record, 0);
  g_list_store_append (people, person);
}

static GListStore *
make_people (void)
{
  GListStore *people = g_list_store_new (OFFICE_TYPE_PERSON);

  add (people, ANNE, "Ann");
  add (people, ANNA, "Anna Lindqvist");
  add (people, MEI, "Mei 梅琳");
  add (people, SOFIA, "Sofía [Lisboa]");
  return people;
}

static void
assert_links (GListStore *people, const char *text, const char *expected)
{
  g_autofree char *linked = office_mentions_link (text, G_LIST_MODEL (people));

  g_assert_cmpstr (linked, ==, expected);
}

static void
test_names (void)
{
  g_autoptr (GListStore) people = make_people ();

  assert_links (people, "no one", "no one");
  assert_links (people, "@Anna look", "[@Anna](office:person/" ANNA ") look");
  assert_links (people, "@anna look", "[@anna](office:person/" ANNA ") look");
  assert_links (people, "(@Anna Lindqvist)", "([@Anna Lindqvist](office:person/" ANNA "))");
  assert_links (people, "@Ann, @Anna!", "[@Ann](office:person/" ANNE "), [@Anna](office:person/" ANNA ")!");
  assert_links (people, "@Mei 梅琳 @Mei", "[@Mei 梅琳](office:person/" MEI ") [@Mei](office:person/" MEI ")");
}

static void
test_boundaries (void)
{
  g_autoptr (GListStore) people = make_people ();

  assert_links (people, "@Annabel", "@Annabel");
  assert_links (people, "mail@Anna.example", "mail@Anna.example");
  assert_links (people, "@nobody @", "@nobody @");
  assert_links (people, "你好@梅琳请看", "你好[@梅琳](office:person/" MEI ")请看");
}

static void
test_links_stay (void)
{
  g_autoptr (GListStore) people = make_people ();

  assert_links (people, "[@Anna](office:person/" ANNA ") and @Mei",
                "[@Anna](office:person/" ANNA ") and [@Mei](office:person/" MEI ")");
  assert_links (people, "@Sofía [Lisboa]", "[@Sofía (Lisboa)](office:person/" SOFIA ")");
}

static void
test_short_names_of_several (void)
{
  g_autoptr (GListStore) people = make_people ();

  add (people, ANNA_TWO, "Anna Berg");
  assert_links (people, "@Anna", "@Anna");
  assert_links (people, "@Anna Berg", "[@Anna Berg](office:person/" ANNA_TWO ")");
}

#define ROOM  "0190a000-0000-7000-8000-0000000000c1"
#define DOORS "0190a000-0000-7000-8000-000000000101"
#define LAMPS "0190a000-0000-7000-8000-000000000102"

static void
test_room (void)
{
  g_autofree char *linked = office_mentions_link_room ("@room, @Rooms (@room) me@room [@room](office:room/x)", ROOM);

  g_assert_cmpstr (linked, ==,
                   "[@room](office:room/" ROOM "), @Rooms ([@room](office:room/" ROOM ")) me@room "
                   "[@room](office:room/x)");
}

static void
add_task (GPtrArray *tasks, const char *id, const char *title)
{
  OfficeOffer *offer = office_offer_new (title, NULL, title);

  offer->id = g_strdup (id);
  g_ptr_array_add (tasks, offer);
}

static void
test_tasks (void)
{
  g_autoptr (GPtrArray) tasks = g_ptr_array_new_with_free_func ((GDestroyNotify) office_offer_free);
  g_autofree char *linked = NULL;

  add_task (tasks, DOORS, "Doors");
  add_task (tasks, LAMPS, "Doors [two]");
  add_task (tasks, LAMPS, "doors");
  linked = office_mentions_link_tasks ("#Doors and #doors [two]! #include a#Doors # #Doorsill", tasks);
  g_assert_cmpstr (linked, ==,
                   "[#Doors](office:task/" DOORS ") and [#doors (two)](office:task/" LAMPS ")! #include a#Doors # "
                   "#Doorsill");
}

static void
test_unlink (void)
{
  g_autofree char *typed = office_mentions_unlink (
      "[@Ann](office:person/" ANNE ")[#Doors](office:task/" DOORS ") [@room](office:room/" ROOM ") "
      "[Doors](office:task/" DOORS ") [@x](office:task/" DOORS ") [@Ann](office:person/nobody) [[ [@");

  g_assert_cmpstr (typed, ==,
                   "@Ann#Doors @room [Doors](office:task/" DOORS ") [@x](office:task/" DOORS
                   ") [@Ann](office:person/nobody) [[ [@");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/office/mentions/names", test_names);
  g_test_add_func ("/office/mentions/boundaries", test_boundaries);
  g_test_add_func ("/office/mentions/links-stay", test_links_stay);
  g_test_add_func ("/office/mentions/several", test_short_names_of_several);
  g_test_add_func ("/office/mentions/room", test_room);
  g_test_add_func ("/office/mentions/tasks", test_tasks);
  g_test_add_func ("/office/mentions/unlink", test_unlink);
  return g_test_run ();
}
