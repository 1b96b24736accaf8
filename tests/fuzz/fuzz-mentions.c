/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lines with the names of people, an empty line, then a text that calls them. */
#include "fuzz.h"

#include "office-effects.h"
#include "office-id.h"
#include "office-mentions.h"
#include "office-person-private.h"

#include <string.h>

#define MOST_PEOPLE 20

static GListStore *
take_people (FuzzInput *input)
{
  GListStore *people = g_list_store_new (OFFICE_TYPE_PERSON);

  for (guint i = 0; i < MOST_PEOPLE; i++)
    {
      g_autofree char *line = fuzz_take (input, '\n');
      g_autofree char *name = NULL;
      g_autofree char *id = g_strdup_printf ("0190a000-0000-7000-8000-0000000000%02x", i);
      g_autoptr (OfficePerson) person = NULL;
      g_autoptr (OfficeRecord) record = NULL;

      if (line == NULL || *line == '\0')
        break;
      name = g_utf8_make_valid (line, -1);
      person = office_person_new (id, FALSE);
      record = office_record_new ("person", id, "office");
      office_record_set_text (record, "name", name);
      office_person_update (person, record, 0);
      g_list_store_append (people, person);
    }
  return people;
}

static void
check_mentions (const char *linked)
{
  g_auto (GStrv) people = office_text_dup_mentions (linked, "person");
  g_auto (GStrv) tasks = office_text_dup_mentions (linked, "task");

  for (guint i = 0; people[i] != NULL; i++)
    g_assert_true (office_id_is_valid (people[i]));
  for (guint i = 0; tasks[i] != NULL; i++)
    g_assert_true (office_id_is_valid (tasks[i]));
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  FuzzInput input = fuzz_input (data, size);
  g_autoptr (GListStore) people = take_people (&input);
  g_autofree char *rest = fuzz_take_rest (&input);
  g_autofree char *text = g_utf8_make_valid (rest, -1);
  g_autofree char *linked = office_mentions_link (text, G_LIST_MODEL (people));
  g_autofree char *everybody = office_mentions_link_room (linked, "0190a000-0000-7000-8000-0000000000c1");
  g_autofree char *plain = office_text_to_plain (linked);
  g_autofree char *typed = office_mentions_unlink (everybody);

  g_assert_true (g_utf8_validate (linked, -1, NULL));
  g_assert_true (g_utf8_validate (plain, -1, NULL));
  check_mentions (linked);
  check_mentions (everybody);
  g_assert_true (g_utf8_validate (typed, -1, NULL));
  /* A link's words are those that were typed; brackets in a text may be a link already. */
  if (strpbrk (text, "[]") == NULL)
    {
      g_assert_cmpstr (plain, ==, text);
      g_assert_cmpstr (typed, ==, text);
    }
  return 0;
}
