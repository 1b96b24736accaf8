/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-search-panel.h"

#include <glib/gi18n.h>

#include "office-search-row.h"

struct _OfficeSearchPanel {
  OfficeChooserPanel parent_instance;

  OfficeSession *session; /* nullable */
  OfficeSearch *search;   /* in it */
};

G_DEFINE_FINAL_TYPE (OfficeSearchPanel, office_search_panel, OFFICE_TYPE_CHOOSER_PANEL)

/* ---- the list ---- */

static const char *
name_group (OfficeSearchKind kind)
{
  switch (kind)
    {
    case OFFICE_SEARCH_ROOM:
      return _ ("Rooms");
    case OFFICE_SEARCH_PERSON:
      return _ ("People");
    case OFFICE_SEARCH_TASK:
    case OFFICE_SEARCH_ALL_TASKS:
      return _ ("Tasks");
    case OFFICE_SEARCH_MESSAGE:
    default:
      return _ ("Messages");
    }
}

static const char *
get_group (GtkListBoxRow *row)
{
  return name_group (office_search_result_get_kind (office_search_row_get_result (OFFICE_SEARCH_ROW (row))));
}

static void
update_header (GtkListBoxRow *row, GtkListBoxRow *before, gpointer data)
{
  if (before != NULL && g_str_equal (get_group (row), get_group (before)))
    gtk_list_box_row_set_header (row, NULL);
  else if (gtk_list_box_row_get_header (row) == NULL)
    gtk_list_box_row_set_header (row, office_chooser_panel_new_header (get_group (row)));
}

static GtkWidget *
create_row (gpointer item, gpointer data)
{
  OfficeSearchPanel *self = data;

  return office_search_row_new (item, office_session_get_now (self->session));
}

static gboolean
finds_nothing (OfficeSearchPanel *self)
{
  return self->search != NULL && !office_search_is_empty (self->search)
         && g_list_model_get_n_items (G_LIST_MODEL (self->search)) == 0;
}

/* What is missing may only not be known yet. Where nothing is found it is said there, and not at the foot once more. */
static void
update_words (OfficeSearchPanel *self)
{
  const gboolean partial = self->search != NULL && office_search_is_partial (self->search);
  g_autofree char *problem = self->search != NULL ? office_search_dup_problem (self->search) : NULL;
  const char *nothing = partial ? _ ("The search is still being prepared, and may not find older messages yet.")
                                : _ ("All words have to be there. Try fewer, or a part of one.");
  const char *foot = "from: in: is: has: on:";

  if (!finds_nothing (self))
    foot = problem != NULL ? problem : partial ? _ ("Still being prepared") : foot;
  office_chooser_panel_set_words (OFFICE_CHOOSER_PANEL (self), _ ("Search messages and tasks"),
                                  problem != NULL ? problem : nothing, foot);
}

static void
update_page (OfficeSearchPanel *self)
{
  OfficeChooserPanel *panel = OFFICE_CHOOSER_PANEL (self);

  update_words (self);
  if (self->search == NULL || office_search_is_empty (self->search))
    office_chooser_panel_show_page (panel, OFFICE_CHOOSER_HINTS);
  else if (!finds_nothing (self))
    office_chooser_panel_show_page (panel, OFFICE_CHOOSER_ROWS);
  else if (!office_search_is_busy (self->search))
    /* While it looks, the page that was there stays: most of the time that is for some milliseconds. */
    office_chooser_panel_show_page (panel, OFFICE_CHOOSER_NOTHING);
  office_chooser_panel_choose_first (panel);
}

/* ---- what is typed and chosen ---- */

static void
office_search_panel_text_changed (OfficeChooserPanel *panel, const char *text)
{
  OfficeSearchPanel *self = OFFICE_SEARCH_PANEL (panel);

  if (self->search == NULL)
    return;
  office_search_set_text (self->search, text);
  update_page (self);
}

static void
office_search_panel_near_end (OfficeChooserPanel *panel)
{
  OfficeSearchPanel *self = OFFICE_SEARCH_PANEL (panel);

  if (self->search != NULL)
    office_search_load_more (self->search);
}

static void
open_result (OfficeSearchPanel *self, OfficeSearchResult *result)
{
  static const char *const actions[] = {
    [OFFICE_SEARCH_ROOM] = "win.open-room",
    [OFFICE_SEARCH_PERSON] = "win.open-person",
    [OFFICE_SEARCH_TASK] = "win.open-task",
    [OFFICE_SEARCH_MESSAGE] = "win.open-message", /* that waits */
  };
  OfficeSearchKind kind = office_search_result_get_kind (result);
  OfficeTask *task = office_search_result_get_task (result);

  if (kind == OFFICE_SEARCH_ALL_TASKS)
    {
      office_search_show_all_tasks (self->search);
      office_chooser_panel_set_text (OFFICE_CHOOSER_PANEL (self), office_search_get_text (self->search));
      return;
    }
  office_chooser_panel_close (OFFICE_CHOOSER_PANEL (self));
  /* What was said on a task is there, and not in the room's conversation. */
  if (kind == OFFICE_SEARCH_MESSAGE && task != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.open-task", "s", office_task_get_id (task));
  else if (kind == OFFICE_SEARCH_MESSAGE && office_search_result_get_seq (result) > 0)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.open-found", "(ssx)",
                                office_room_get_id (office_search_result_get_room (result)),
                                office_search_result_get_id (result), office_search_result_get_seq (result));
  else
    gtk_widget_activate_action (GTK_WIDGET (self), actions[kind], "s", office_search_result_get_id (result));
}

static void
office_search_panel_chosen (OfficeChooserPanel *panel, GtkListBoxRow *row)
{
  g_autoptr (OfficeSearchResult) result = g_object_ref (office_search_row_get_result (OFFICE_SEARCH_ROW (row)));

  open_result (OFFICE_SEARCH_PANEL (panel), result);
}

/* ---- hints ---- */

static void
on_hint_clicked (OfficeChooserPanel *panel, GtkButton *button)
{
  const char *typed = office_chooser_panel_get_text (panel);
  g_autofree char *text = g_strconcat (typed, *typed == '\0' || g_str_has_suffix (typed, " ") ? "" : " ",
                                       gtk_button_get_label (button), NULL);

  office_chooser_panel_begin (panel);
  office_chooser_panel_set_text (panel, text);
}

static void
add_label (GtkBox *box, const char *text)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_widget_add_css_class (label, "stamp");
  gtk_widget_set_hexpand (label, TRUE);
  gtk_box_append (box, label);
}

/* The words themselves are the language of the search, the same in every tongue. */
static void
fill_hints (OfficeSearchPanel *self)
{
  const struct {
    const char *filter, *meaning;
  } hints[] = {
    { "from:", _ ("who said it; from:me for yourself") },
    { "in:", C_ ("search", "the room") },
    { "is:open", _ ("tasks that are not done; or is:done, is:mine") },
    { "assigned:me", _ ("whose task it is; or a name, or none") },
    { "due:<7d", _ ("tasks of the next days; or due:today, due:overdue, label:, priority:high") },
    { "has:file", _ ("what a file hangs on; or has:link, has:task") },
    { "after:yesterday", _ ("a day, or before: or on: 2026-03-01") },
  };

  GtkBox *box = office_chooser_panel_get_hints (OFFICE_CHOOSER_PANEL (self));

  add_label (box, _ ("Parts of words are found too. Narrow it down with:"));
  for (guint i = 0; i < G_N_ELEMENTS (hints); i++)
    {
      GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
      GtkWidget *button = gtk_button_new_with_label (hints[i].filter);

      gtk_widget_add_css_class (button, "filter");
      gtk_widget_set_size_request (button, 124, -1);
      g_signal_connect_object (button, "clicked", G_CALLBACK (on_hint_clicked), self, G_CONNECT_SWAPPED);
      gtk_box_append (GTK_BOX (line), button);
      add_label (GTK_BOX (line), hints[i].meaning);
      gtk_box_append (box, line);
    }
}

/* ---- overrides ---- */

static void
office_search_panel_dispose (GObject *object)
{
  office_search_panel_set_session (OFFICE_SEARCH_PANEL (object), NULL);

  G_OBJECT_CLASS (office_search_panel_parent_class)->dispose (object);
}

static void
office_search_panel_class_init (OfficeSearchPanelClass *klass)
{
  OfficeChooserPanelClass *panel_class = OFFICE_CHOOSER_PANEL_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = office_search_panel_dispose;
  panel_class->text_changed = office_search_panel_text_changed;
  panel_class->chosen = office_search_panel_chosen;
  panel_class->near_end = office_search_panel_near_end;
}

static void
office_search_panel_init (OfficeSearchPanel *self)
{
  OfficeChooserPanel *panel = OFFICE_CHOOSER_PANEL (self);

  update_words (self);
  gtk_list_box_set_header_func (office_chooser_panel_get_list (panel), update_header, NULL, NULL);
  fill_hints (self);
  update_page (self);
}

/* ---- public ---- */

/**
 * office_search_panel_new:
 *
 * Returns: (transfer floating): a panel without office
 */
GtkWidget *
office_search_panel_new (void)
{
  return g_object_new (OFFICE_TYPE_SEARCH_PANEL, NULL);
}

/**
 * office_search_panel_set_session:
 * @session: (nullable): the office to search
 */
void
office_search_panel_set_session (OfficeSearchPanel *self, OfficeSession *session)
{
  OfficeChooserPanel *panel = OFFICE_CHOOSER_PANEL (self);

  g_return_if_fail (OFFICE_IS_SEARCH_PANEL (self));

  if (office_chooser_panel_get_list (panel) != NULL)
    gtk_list_box_bind_model (office_chooser_panel_get_list (panel), NULL, NULL, NULL, NULL);
  if (self->search != NULL)
    g_signal_handlers_disconnect_by_data (self->search, self);
  g_clear_object (&self->search);
  g_set_object (&self->session, session);
  if (session == NULL)
    return;
  office_chooser_panel_set_text (panel, "");
  self->search = office_search_new (session);
  gtk_list_box_bind_model (office_chooser_panel_get_list (panel), G_LIST_MODEL (self->search), create_row, self, NULL);
  g_signal_connect_swapped (self->search, "notify::busy", G_CALLBACK (update_page), self);
  g_signal_connect_swapped (self->search, "notify::partial", G_CALLBACK (update_words), self);
  update_words (self);
  update_page (self);
}

/**
 * office_search_panel_get_search:
 *
 * Returns: (transfer none) (nullable): what it shows
 */
OfficeSearch *
office_search_panel_get_search (OfficeSearchPanel *self)
{
  g_return_val_if_fail (OFFICE_IS_SEARCH_PANEL (self), NULL);

  return self->search;
}
