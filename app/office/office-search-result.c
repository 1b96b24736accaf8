/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-search-private.h"

#include "office-effects.h"
#include "office-folded-text.h"
#include "office-text-markup.h"

#include <string.h>

#define NAME_LENGTH    80
#define TITLE_LENGTH   200
#define SNIPPET_LENGTH 160
#define START_LENGTH   60 /* of a message before the name of its file */

struct _OfficeSearchResult {
  GObject parent_instance;

  OfficeSearchKind kind;
  char *id;
  OfficeSnippet *title;
  OfficeSnippet *detail;
  OfficeRoom *room;
  OfficePerson *person;
  OfficeTask *task;
  gint64 seq;
  gint64 at;
};

G_DEFINE_FINAL_TYPE (OfficeSearchResult, office_search_result, G_TYPE_OBJECT)

static void
office_search_result_finalize (GObject *object)
{
  OfficeSearchResult *self = OFFICE_SEARCH_RESULT (object);

  g_free (self->id);
  g_clear_pointer (&self->title, office_snippet_free);
  g_clear_pointer (&self->detail, office_snippet_free);
  g_clear_object (&self->room);
  g_clear_object (&self->person);
  g_clear_object (&self->task);

  G_OBJECT_CLASS (office_search_result_parent_class)->finalize (object);
}

static void
office_search_result_class_init (OfficeSearchResultClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = office_search_result_finalize;
}

static void
office_search_result_init (OfficeSearchResult *self)
{
}

static OfficeSearchResult *
new_result (OfficeSearchKind kind, const char *id)
{
  OfficeSearchResult *self = g_object_new (OFFICE_TYPE_SEARCH_RESULT, NULL);

  self->kind = kind;
  self->id = g_strdup (id);
  return self;
}

static OfficeSnippet *
make_snippet (const OfficeQuery *query, const char *text, guint length)
{
  g_autofree char *plain = office_text_markup_dup_plain (text);

  return office_query_make_snippet (query, plain, length);
}

/* Only where it says something that the title does not. */
static OfficeSnippet *
make_detail (const OfficeQuery *query, const char *text, guint length)
{
  g_autoptr (OfficeSnippet) snippet = text != NULL ? make_snippet (query, text, length) : NULL;

  return snippet != NULL && snippet->matches->len > 0 ? g_steal_pointer (&snippet) : NULL;
}

OfficeSearchResult *
office_search_result_new_room (OfficeRoom *room, const OfficeQuery *query)
{
  OfficeSearchResult *self = new_result (OFFICE_SEARCH_ROOM, office_room_get_id (room));

  self->title = office_query_make_snippet (query, office_room_get_name (room), NAME_LENGTH);
  self->detail = make_detail (query, office_room_get_topic (room), SNIPPET_LENGTH);
  self->room = g_object_ref (room);
  return self;
}

OfficeSearchResult *
office_search_result_new_person (OfficePerson *person, const OfficeQuery *query)
{
  OfficeSearchResult *self = new_result (OFFICE_SEARCH_PERSON, office_person_get_id (person));

  self->title = office_query_make_snippet (query, office_person_get_name (person), NAME_LENGTH);
  self->person = g_object_ref (person);
  return self;
}

OfficeSearchResult *
office_search_result_new_task (OfficeTask *task, OfficeRoom *room, OfficeRecord *found, const OfficeQuery *query)
{
  OfficeSearchResult *self = new_result (OFFICE_SEARCH_TASK, office_task_get_id (task));
  const char *kind = office_record_get_kind_name (found);
  const char *part = g_str_equal (kind, "step")   ? office_record_get_text (found, "text")
                     : g_str_equal (kind, "file") ? office_record_get_text (found, "name")
                                                  : office_task_get_description (task);

  self->title = office_query_make_snippet (query, office_task_get_title (task), TITLE_LENGTH);
  self->detail = make_detail (query, part, SNIPPET_LENGTH);
  self->room = g_object_ref (room);
  self->task = g_object_ref (task);
  return self;
}

OfficeSearchResult *
office_search_result_new_all_tasks (void)
{
  return new_result (OFFICE_SEARCH_ALL_TASKS, NULL);
}

/* What a message says, or, where that is not what was looked for, the beginning of it and the file's name. */
static OfficeSnippet *
make_message_snippet (const OfficeQuery *query, OfficeRecord *message, OfficeRecord *file)
{
  g_autofree char *plain = office_text_markup_dup_plain (office_record_get_text (message, "text"));
  g_autofree char *folded = office_text_fold (plain);
  g_autofree char *start = NULL;
  g_autofree char *both = NULL;

  if (file == NULL || office_query_matches (query, folded))
    return office_query_make_snippet (query, plain, SNIPPET_LENGTH);
  start = g_utf8_substring (plain, 0, MIN (g_utf8_strlen (plain, -1), START_LENGTH));
  both = g_strconcat (start, strlen (start) < strlen (plain) ? "…" : "", *start != '\0' ? " · " : "",
                      office_record_get_text (file, "name"), NULL);
  return office_query_make_snippet (query, both, SNIPPET_LENGTH);
}

OfficeSearchResult *
office_search_result_new_message (OfficeRecord *message, OfficeRoom *room, OfficePerson *author, OfficeTask *task,
                                  OfficeRecord *file, const OfficeQuery *query)
{
  OfficeSearchResult *self = new_result (OFFICE_SEARCH_MESSAGE, office_record_get_id (message));

  self->title = make_message_snippet (query, message, file);
  self->seq = office_record_get_integer (message, "seq");
  self->at = office_record_get_integer (message, "at");
  self->room = g_object_ref (room);
  self->person = g_object_ref (author);
  g_set_object (&self->task, task);
  return self;
}

static gboolean
are_same_snippets (const OfficeSnippet *one, const OfficeSnippet *other)
{
  if (one == NULL || other == NULL)
    return one == other;
  if (!g_str_equal (one->text, other->text) || one->matches->len != other->matches->len)
    return FALSE;
  return one->matches->len == 0
         || memcmp (one->matches->data, other->matches->data, one->matches->len * sizeof (OfficeMatch)) == 0;
}

gboolean
office_search_result_looks_like (OfficeSearchResult *self, OfficeSearchResult *other)
{
  return self->kind == other->kind && g_strcmp0 (self->id, other->id) == 0 && self->seq == other->seq
         && self->at == other->at && are_same_snippets (self->title, other->title)
         && are_same_snippets (self->detail, other->detail);
}

OfficeSearchKind
office_search_result_get_kind (OfficeSearchResult *self)
{
  g_return_val_if_fail (OFFICE_IS_SEARCH_RESULT (self), OFFICE_SEARCH_MESSAGE);
  return self->kind;
}

const char *
office_search_result_get_id (OfficeSearchResult *self)
{
  g_return_val_if_fail (OFFICE_IS_SEARCH_RESULT (self), NULL);
  return self->id;
}

const OfficeSnippet *
office_search_result_get_title (OfficeSearchResult *self)
{
  g_return_val_if_fail (OFFICE_IS_SEARCH_RESULT (self), NULL);
  return self->title;
}

const OfficeSnippet *
office_search_result_get_detail (OfficeSearchResult *self)
{
  g_return_val_if_fail (OFFICE_IS_SEARCH_RESULT (self), NULL);
  return self->detail;
}

OfficeRoom *
office_search_result_get_room (OfficeSearchResult *self)
{
  g_return_val_if_fail (OFFICE_IS_SEARCH_RESULT (self), NULL);
  return self->room;
}

OfficePerson *
office_search_result_get_person (OfficeSearchResult *self)
{
  g_return_val_if_fail (OFFICE_IS_SEARCH_RESULT (self), NULL);
  return self->person;
}

OfficeTask *
office_search_result_get_task (OfficeSearchResult *self)
{
  g_return_val_if_fail (OFFICE_IS_SEARCH_RESULT (self), NULL);
  return self->task;
}

gint64
office_search_result_get_seq (OfficeSearchResult *self)
{
  g_return_val_if_fail (OFFICE_IS_SEARCH_RESULT (self), 0);
  return self->seq;
}

gint64
office_search_result_get_at (OfficeSearchResult *self)
{
  g_return_val_if_fail (OFFICE_IS_SEARCH_RESULT (self), 0);
  return self->at;
}
