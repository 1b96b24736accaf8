/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-import-trello-private.h"

#include "office-json.h"
#include "office-problem.h"

#include <glib/gi18n.h>

/*
 * The JSON that Trello exports of a board, or of one card (developer.atlassian.com/cloud/trello/guides/rest-api/object-definitions,
 * and what exports of today have beside that). What becomes of it:
 *
 * board    name, desc                 the new room's name and description
 *          closed                     said
 *          pluginData                 said
 * list     name, pos, color           a column's, in this order
 *          softLimit                  its limit
 *          closed                     its cards are archived and say where they were; said where it has none
 * label    name, color                a label's; one without a name is called by its color
 * member   fullName, username         who is in the office by that name; others are named in the description
 * card     name, desc, pos            title, description, place
 *          closed, isTemplate         archived, template
 *          start, due, dueComplete    dates; done
 *          idMembers, idLabels        assignees, labels; those that the file does not have are said
 *          subscribed                 who imports watches it: the file is of who exported it
 *          idMembersVoted             a line of the description
 *          address, locationName, coordinates   lines of the description
 *          customFieldItems           lines of the description
 *          attachments                links in the description, for the file has no more; said
 *          cover, stickers, pinned    said
 *          dueReminder                said, but where it is the office's own: at the due time
 *          cardRole, pluginData       said
 * checklist, check item               steps in their order, done or not, with who does them; due dates stand behind their names
 *          dueReminder                said
 * action   commentCard, copyCommentCard     messages of the discussion; that Trello exports the newest 1,000 only is said
 *          all others                 said: a task's history is made by the host, of what happens there
 *
 * “Said” is a line of the report that names the card. What every board has and no office has a place for (backgrounds, settings, who made
 * a card and when, numbers, addresses) is said once. Nothing else is left out.
 */

/* ---- what cards refer to ---- */

static const char *
get_hue (const char *color)
{
  static const struct {
    const char *color, *hue;
  } hues[] = {
    { "green", "green" },   { "yellow", "yellow" },  { "orange", "orange" }, { "red", "red" },
    { "purple", "purple" }, { "blue", "blue" },      { "sky", "teal" },      { "lime", "green" },
    { "pink", "purple" },   { "magenta", "purple" }, { "teal", "teal" },
  };

  /* Each is also there as in "green_dark" and "green_light"; black and gray are what is left. */
  for (guint i = 0; color != NULL && i < G_N_ELEMENTS (hues); i++)
    if (g_str_has_prefix (color, hues[i].color))
      return hues[i].hue;
  return "slate";
}

static void
read_list (OfficeTrello *self, JsonObject *list, const char *id)
{
  const char *name = office_trello_text_or (office_trello_get_text (list, "name"), "");
  const char *color = office_trello_get_text (list, "color");
  OfficeImportColumn *column;
  int place;

  if (office_trello_get_boolean (list, "closed"))
    {
      g_hash_table_insert (self->columns, (char *) id, GINT_TO_POINTER (0));
      g_hash_table_insert (self->list_names, (char *) id, (char *) name);
      return;
    }
  place = office_import_add_column (self->import, name, NULL);
  column = self->import->columns->pdata[place];
  column->hue = color != NULL ? get_hue (color) : NULL;
  column->limit = office_trello_get_count (list, "softLimit");
  g_hash_table_insert (self->columns, (char *) id, GINT_TO_POINTER (place + 1));
}

static void
read_lists (OfficeTrello *self)
{
  g_autoptr (GPtrArray) lists = office_trello_list_objects (self->board, "lists");

  g_ptr_array_sort (lists, office_trello_compare_pos);
  for (guint i = 0; i < lists->len; i++)
    if (office_trello_get_text (lists->pdata[i], "id") != NULL)
      read_list (self, lists->pdata[i], office_trello_get_text (lists->pdata[i], "id"));
}

/**
 * office_trello_take_label:
 * @self: what is known of the board
 * @label: a label
 *
 * A label without a name is called by its color.
 *
 * Returns: its place in the import's list
 */
guint
office_trello_take_label (OfficeTrello *self, JsonObject *label)
{
  const char *name = office_trello_get_text (label, "name"), *color = office_trello_get_text (label, "color");

  if (name == NULL || *name == '\0')
    name = office_trello_text_or (color, _ ("Label"));
  return office_import_find_label (self->import, name, get_hue (color));
}

static void
read_labels (OfficeTrello *self)
{
  g_autoptr (GPtrArray) labels = office_trello_list_objects (self->board, "labels");

  for (guint i = 0; i < labels->len; i++)
    if (office_trello_get_text (labels->pdata[i], "id") != NULL)
      g_hash_table_insert (self->labels, (char *) office_trello_get_text (labels->pdata[i], "id"),
                           GUINT_TO_POINTER (office_trello_take_label (self, labels->pdata[i]) + 1));
}

static void
read_members (OfficeTrello *self)
{
  g_autoptr (GPtrArray) members = office_trello_list_objects (self->board, "members");

  for (guint i = 0; i < members->len; i++)
    {
      const char *id = office_trello_get_text (members->pdata[i], "id");
      const char *username = office_trello_get_text (members->pdata[i], "username");
      const char *name = office_trello_text_or (office_trello_get_text (members->pdata[i], "fullName"), username);

      if (id != NULL && name != NULL)
        g_hash_table_insert (self->people, (char *) id,
                             GUINT_TO_POINTER (office_import_find_person (self->import, name, username) + 1));
    }
}

/**
 * office_trello_find_person:
 * @self: what is known of the board
 * @id: (nullable): of a member
 * @place: (out) (optional): in the import's list
 *
 * Returns: (transfer none) (nullable): the person; %NULL: the file does not have them
 */
OfficeImportPerson *
office_trello_find_person (OfficeTrello *self, const char *id, guint *place)
{
  const guint found = id != NULL ? GPOINTER_TO_UINT (g_hash_table_lookup (self->people, id)) : 0;

  if (place != NULL)
    *place = found - 1;
  return found > 0 ? self->import->people->pdata[found - 1] : NULL;
}

static void
group_by_card (GHashTable *groups, const char *card, JsonObject *object)
{
  GPtrArray *group = card != NULL ? g_hash_table_lookup (groups, card) : NULL;

  if (card == NULL)
    return;
  if (group == NULL)
    {
      group = g_ptr_array_new ();
      g_hash_table_insert (groups, (char *) card, group);
    }
  g_ptr_array_add (group, object);
}

static void
read_checklists (OfficeTrello *self)
{
  g_autoptr (GPtrArray) checklists = office_trello_list_objects (self->board, "checklists");

  g_ptr_array_sort (checklists, office_trello_compare_pos);
  for (guint i = 0; i < checklists->len; i++)
    group_by_card (self->checklists, office_trello_get_text (checklists->pdata[i], "idCard"), checklists->pdata[i]);
}

static gboolean
is_comment (JsonObject *action)
{
  const char *type = office_trello_get_text (action, "type");

  /* The second: a comment that came with its card from another one. */
  return g_strcmp0 (type, "commentCard") == 0 || g_strcmp0 (type, "copyCommentCard") == 0;
}

static void
read_actions (OfficeTrello *self)
{
  g_autoptr (GPtrArray) actions = office_trello_list_objects (self->board, "actions");
  guint n_others = 0;

  for (guint i = 0; i < actions->len; i++)
    {
      JsonObject *data = office_trello_get_object (actions->pdata[i], "data");

      if (is_comment (actions->pdata[i]))
        group_by_card (self->comments, office_trello_get_text (office_trello_get_object (data, "card"), "id"),
                       actions->pdata[i]);
      else
        n_others++;
    }
  if (n_others > 0)
    office_import_report (self->import, 0,
                          g_dngettext (NULL, "%'u entry of the board’s history was left out",
                                       "%'u entries of the board’s history were left out", n_others),
                          n_others);
}

static void
read_fields (OfficeTrello *self)
{
  g_autoptr (GPtrArray) fields = office_trello_list_objects (self->board, "customFields");

  for (guint i = 0; i < fields->len; i++)
    if (office_trello_get_text (fields->pdata[i], "id") != NULL)
      g_hash_table_insert (self->fields, (char *) office_trello_get_text (fields->pdata[i], "id"), fields->pdata[i]);
}

/* ---- the board ---- */

static void
report_empty_lists (OfficeTrello *self)
{
  GHashTableIter iter;
  gpointer id, name;

  g_hash_table_iter_init (&iter, self->list_names);
  while (g_hash_table_iter_next (&iter, &id, &name))
    if (!g_hash_table_contains (self->used_lists, id))
      /* Translators: %s is the name of a list in Trello */
      office_import_report (self->import, 0, _ ("An archived list without cards was left out: %s"),
                            (const char *) name);
}

/* Of cards that were deleted, or that somebody cut out of the file. */
static void
report_strays (OfficeTrello *self, GPtrArray *cards)
{
  g_autoptr (GHashTable) ids = g_hash_table_new (g_str_hash, g_str_equal);
  GHashTable *const groups[] = { self->checklists, self->comments };
  guint n = 0;

  for (guint i = 0; i < cards->len; i++)
    if (office_trello_get_text (cards->pdata[i], "id") != NULL)
      g_hash_table_add (ids, (char *) office_trello_get_text (cards->pdata[i], "id"));
  for (guint i = 0; i < G_N_ELEMENTS (groups); i++)
    {
      GHashTableIter iter;
      gpointer id, group;

      g_hash_table_iter_init (&iter, groups[i]);
      while (g_hash_table_iter_next (&iter, &id, &group))
        n += g_hash_table_contains (ids, id) ? 0 : ((GPtrArray *) group)->len;
    }
  if (n > 0)
    office_import_report (self->import, 0,
                          g_dngettext (NULL, "%'u comment or checklist was left out, as its card is not in the file",
                                       "%'u comments and checklists were left out, as their cards are not in the file",
                                       n),
                          n);
}

static void
read_cards (OfficeTrello *self)
{
  g_autoptr (GPtrArray) cards = office_trello_list_objects (self->board, "cards");

  g_ptr_array_sort (cards, office_trello_compare_pos);
  for (guint i = 0; i < cards->len; i++)
    office_trello_read_card (self, cards->pdata[i]);
  report_empty_lists (self);
  report_strays (self, cards);
  if (self->n_missing_comments > 0)
    office_import_report (self->import, 0,
                          g_dngettext (NULL, "%'u comment is not in the file; Trello exports only the newest",
                                       "%'u comments are not in the file; Trello exports only the newest",
                                       self->n_missing_comments),
                          self->n_missing_comments);
  if (self->n_attachments > 0)
    office_import_report (
        self->import, 0,
        g_dngettext (NULL, "%'u attachment is a link in the description; its file was not in the export",
                     "%'u attachments are links in the descriptions; their files were not in the export",
                     self->n_attachments),
        self->n_attachments);
}

static void
read_board (OfficeTrello *self)
{
  g_autoptr (GPtrArray) plugins = office_trello_list_objects (self->board, "pluginData");

  self->import->name = g_strdup (office_trello_get_text (self->board, "name"));
  self->import->description = g_strdup (office_trello_get_text (self->board, "desc"));
  if (office_trello_get_boolean (self->board, "closed"))
    office_import_report (self->import, 0, "%s",
                          _ ("The board is archived in Trello; its tasks come as those of an open one"));
  if (plugins->len > 0)
    office_import_report (self->import, 0, "%s", _ ("What Power-Ups keep about the board was left out"));
}

static GHashTable *
make_index (GDestroyNotify destroy)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, NULL, destroy);
}

static void
free_group (gpointer group)
{
  g_ptr_array_unref (group);
}

static void
init (OfficeTrello *self, JsonObject *board)
{
  self->board = board;
  self->import = office_import_new ();
  self->columns = make_index (NULL);
  self->list_names = make_index (NULL);
  self->used_lists = make_index (NULL);
  self->labels = make_index (NULL);
  self->people = make_index (NULL);
  self->checklists = make_index (free_group);
  self->comments = make_index (free_group);
  self->fields = make_index (NULL);
  self->left_out = g_ptr_array_new_with_free_func (g_free);
}

static void
clear (OfficeTrello *self)
{
  g_hash_table_unref (self->columns);
  g_hash_table_unref (self->list_names);
  g_hash_table_unref (self->used_lists);
  g_hash_table_unref (self->labels);
  g_hash_table_unref (self->people);
  g_hash_table_unref (self->checklists);
  g_hash_table_unref (self->comments);
  g_hash_table_unref (self->fields);
  g_ptr_array_unref (self->left_out);
}

static void
add_wrapped (JsonObject *board, const char *name, JsonNode *element)
{
  JsonArray *array = json_array_new ();

  json_array_add_element (array, json_node_copy (element));
  json_object_set_array_member (board, name, array);
}

/* The export of a card has what a board has around it, as far as it concerns the card. */
static JsonObject *
wrap_card (JsonObject *card)
{
  static const char *const shared[] = { "members", "checklists", "actions", "customFields", NULL };
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  JsonNode *list = json_object_get_member (card, "list");
  JsonObject *board = json_object_new ();

  json_node_set_object (node, card);
  add_wrapped (board, "cards", node);
  if (list != NULL && JSON_NODE_HOLDS_OBJECT (list))
    add_wrapped (board, "lists", list);
  for (guint i = 0; shared[i] != NULL; i++)
    if (json_object_has_member (card, shared[i]))
      json_object_set_member (board, shared[i], json_node_copy (json_object_get_member (card, shared[i])));
  return board;
}

/**
 * office_import_read_trello:
 * @text: (array length=length): JSON
 * @length: bytes
 * @error: an OFFICE_PROBLEM
 *
 * Any thread.
 *
 * Returns: (transfer full) (nullable): what is on the board; %NULL: it is neither a board nor a card
 */
OfficeImport *
office_import_read_trello (const char *text, gsize length, GError **error)
{
  g_autoptr (JsonObject) board = office_json_parse (text, length, OFFICE_IMPORT_LIMIT, error);
  OfficeTrello self = { NULL };

  if (board == NULL)
    return NULL;
  if (json_object_has_member (board, "idList") && json_object_has_member (board, "idBoard"))
    {
      g_autoptr (JsonObject) card = g_steal_pointer (&board);

      board = wrap_card (card);
    }
  else if (!json_object_has_member (board, "cards") || !json_object_has_member (board, "lists"))
    {
      office_problem_set (error, OFFICE_PROBLEM_INVALID, NULL, "%s",
                          _ ("This is no board that was exported from Trello: it has no lists and cards."));
      return NULL;
    }
  init (&self, board);
  read_board (&self);
  read_lists (&self);
  read_labels (&self);
  read_members (&self);
  read_checklists (&self);
  read_actions (&self);
  read_fields (&self);
  read_cards (&self);
  office_import_report (
      self.import, 0, "%s",
      _ ("An office has no place for a board’s background and settings, nor for who made each card and "
         "when, and for its number and addresses in Trello"));
  clear (&self);
  office_import_fit (self.import);
  return self.import;
}
