/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-search-panel.h"

#include <glib/gi18n.h>

#include "office-search-row.h"

#define WIDTH      620
#define TOP        92 /* in a window that is high enough */
#define HIGH       640
#define EDGE       12
#define EDGE_SMALL 6 /* of a phone */
#define SMALL      480
#define NEAR_END   400 /* pixels below the view when more is to be there */

struct _OfficeSearchPanel {
  GtkWidget parent_instance;

  OfficeSession *session; /* nullable */
  OfficeSearch *search;   /* in it */

  GtkWidget *box;
  GtkText *text;
  GtkWidget *clear_button;
  GtkStack *pages;
  GtkWidget *hints;
  GtkScrolledWindow *scroller;
  GtkListBox *list;
};

enum { CLOSED, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (OfficeSearchPanel, office_search_panel, GTK_TYPE_WIDGET)

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
  GtkWidget *label;

  if (before != NULL && g_str_equal (get_group (row), get_group (before)))
    {
      gtk_list_box_row_set_header (row, NULL);
      return;
    }
  if (gtk_list_box_row_get_header (row) != NULL)
    return;
  label = gtk_label_new (get_group (row));
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "stamp");
  gtk_widget_add_css_class (label, "group");
  gtk_list_box_row_set_header (row, label);
}

static GtkWidget *
create_row (gpointer item, gpointer data)
{
  OfficeSearchPanel *self = data;

  return office_search_row_new (item, office_session_get_now (self->session));
}

static void
scroll_to (OfficeSearchPanel *self, GtkListBoxRow *row)
{
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (self->scroller);
  GtkWidget *header = gtk_list_box_row_get_header (row);
  double top, bottom;

  if (!gtk_widget_translate_coordinates (GTK_WIDGET (row), GTK_WIDGET (self->list), 0, 0, NULL, &top))
    return;
  bottom = top + gtk_widget_get_height (GTK_WIDGET (row));
  if (header != NULL)
    top -= gtk_widget_get_height (header);
  gtk_adjustment_clamp_page (adjustment, top, bottom);
}

static void
select_row (OfficeSearchPanel *self, GtkListBoxRow *row)
{
  if (row == NULL)
    return;
  gtk_list_box_select_row (self->list, row);
  scroll_to (self, row);
}

static void
move_selection (OfficeSearchPanel *self, int by)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list);
  int index = row != NULL ? gtk_list_box_row_get_index (row) + by : 0;
  int last = self->search != NULL ? (int) g_list_model_get_n_items (G_LIST_MODEL (self->search)) - 1 : -1;

  select_row (self, gtk_list_box_get_row_at_index (self->list, CLAMP (index, 0, MAX (last, 0))));
  if (index >= last && self->search != NULL)
    office_search_load_more (self->search);
}

static void
update_page (OfficeSearchPanel *self)
{
  gboolean typed = gtk_text_get_text_length (self->text) > 0;
  const char *page = "results";

  gtk_widget_set_visible (self->clear_button, typed);
  if (self->search == NULL || office_search_is_empty (self->search))
    page = "hints";
  else if (g_list_model_get_n_items (G_LIST_MODEL (self->search)) == 0)
    /* While it looks, the page that was there stays: most of the time that is for some milliseconds. */
    page = office_search_is_busy (self->search) ? NULL : "nothing";
  if (page != NULL)
    gtk_stack_set_visible_child_name (self->pages, page);
  if (gtk_list_box_get_selected_row (self->list) == NULL)
    gtk_list_box_select_row (self->list, gtk_list_box_get_row_at_index (self->list, 0));
}

static void
on_scrolled (OfficeSearchPanel *self, GtkAdjustment *adjustment)
{
  double below = gtk_adjustment_get_upper (adjustment) - gtk_adjustment_get_value (adjustment)
                 - gtk_adjustment_get_page_size (adjustment);

  if (self->search != NULL && below < NEAR_END && gtk_widget_get_mapped (GTK_WIDGET (self->scroller)))
    office_search_load_more (self->search);
}

/* ---- what is typed and chosen ---- */

static void
on_text_changed (OfficeSearchPanel *self)
{
  if (self->search == NULL)
    return;
  /* The first is what is meant, until another is chosen. */
  gtk_list_box_unselect_all (self->list);
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scroller), 0);
  office_search_set_text (self->search, gtk_editable_get_text (GTK_EDITABLE (self->text)));
  update_page (self);
}

static void
close_panel (OfficeSearchPanel *self)
{
  g_signal_emit (self, signals[CLOSED], 0);
}

static void
open_result (OfficeSearchPanel *self, OfficeSearchResult *result)
{
  static const char *const actions[] = {
    [OFFICE_SEARCH_ROOM] = "win.open-room",
    [OFFICE_SEARCH_PERSON] = "win.open-person",
    [OFFICE_SEARCH_TASK] = "win.open-task",
    [OFFICE_SEARCH_MESSAGE] = "win.open-message",
  };
  OfficeSearchKind kind = office_search_result_get_kind (result);
  OfficeTask *task = office_search_result_get_task (result);

  if (kind == OFFICE_SEARCH_ALL_TASKS)
    {
      office_search_show_all_tasks (self->search);
      office_search_panel_set_text (self, office_search_get_text (self->search));
      return;
    }
  close_panel (self);
  /* What was said on a task is there, and not in the room's conversation. */
  if (kind == OFFICE_SEARCH_MESSAGE && task != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.open-task", "s", office_task_get_id (task));
  else
    gtk_widget_activate_action (GTK_WIDGET (self), actions[kind], "s", office_search_result_get_id (result));
}

static void
on_row_activated (OfficeSearchPanel *self, GtkListBoxRow *row)
{
  g_autoptr (OfficeSearchResult) result = g_object_ref (office_search_row_get_result (OFFICE_SEARCH_ROW (row)));

  open_result (self, result);
}

static void
on_activate (OfficeSearchPanel *self)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list);

  if (row != NULL)
    on_row_activated (self, row);
}

static void
on_clear (OfficeSearchPanel *self)
{
  office_search_panel_set_text (self, "");
  gtk_widget_grab_focus (GTK_WIDGET (self->text));
}

static gboolean
on_key (OfficeSearchPanel *self, guint keyval, guint keycode, GdkModifierType state)
{
  if ((state & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SHIFT_MASK)) != 0)
    return FALSE;
  switch (keyval)
    {
    case GDK_KEY_Escape:
      close_panel (self);
      return TRUE;
    case GDK_KEY_Up:
      move_selection (self, -1);
      return TRUE;
    case GDK_KEY_Down:
      move_selection (self, 1);
      return TRUE;
    case GDK_KEY_Page_Up:
      move_selection (self, -8);
      return TRUE;
    case GDK_KEY_Page_Down:
      move_selection (self, 8);
      return TRUE;
    default:
      return FALSE;
    }
}

static void
on_pressed (OfficeSearchPanel *self, int n_press, double x, double y)
{
  GtkWidget *under = gtk_widget_pick (GTK_WIDGET (self), x, y, GTK_PICK_DEFAULT);

  if (under == NULL || under == GTK_WIDGET (self))
    close_panel (self);
}

/* ---- hints ---- */

static void
on_hint_clicked (OfficeSearchPanel *self, GtkButton *button)
{
  const char *typed = gtk_editable_get_text (GTK_EDITABLE (self->text));
  g_autofree char *text = g_strconcat (typed, *typed == '\0' || g_str_has_suffix (typed, " ") ? "" : " ",
                                       gtk_button_get_label (button), NULL);

  office_search_panel_set_text (self, text);
  gtk_widget_grab_focus (GTK_WIDGET (self->text));
  gtk_editable_set_position (GTK_EDITABLE (self->text), -1);
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
    { "has:link", _ ("messages with a link; or has:task") },
    { "after:yesterday", _ ("a day, or before: or on: 2026-03-01") },
  };

  for (guint i = 0; i < G_N_ELEMENTS (hints); i++)
    {
      GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
      GtkWidget *button = gtk_button_new_with_label (hints[i].filter);
      GtkWidget *label = gtk_label_new (hints[i].meaning);

      gtk_widget_add_css_class (button, "filter");
      gtk_widget_set_size_request (button, 124, -1);
      gtk_label_set_xalign (GTK_LABEL (label), 0);
      gtk_label_set_wrap (GTK_LABEL (label), TRUE);
      gtk_widget_add_css_class (label, "stamp");
      gtk_widget_set_hexpand (label, TRUE);
      g_signal_connect_object (button, "clicked", G_CALLBACK (on_hint_clicked), self, G_CONNECT_SWAPPED);
      gtk_box_append (GTK_BOX (line), button);
      gtk_box_append (GTK_BOX (line), label);
      gtk_box_append (GTK_BOX (self->hints), line);
    }
}

/* ---- overrides ---- */

static void
office_search_panel_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural,
                             int *minimum_baseline, int *natural_baseline)
{
  *minimum = *natural = 0;
}

/* As high as its content, as far as the window has room for it. */
static void
office_search_panel_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  OfficeSearchPanel *self = OFFICE_SEARCH_PANEL (widget);
  int edge = width < SMALL ? EDGE_SMALL : EDGE;
  int top = height >= HIGH && width >= SMALL ? TOP : edge;
  int least_width, least, natural;
  GtkAllocation place;

  gtk_widget_measure (self->box, GTK_ORIENTATION_HORIZONTAL, -1, &least_width, NULL, NULL, NULL);
  place.width = MAX (MIN (WIDTH, width - 2 * edge), least_width);
  gtk_widget_measure (self->box, GTK_ORIENTATION_VERTICAL, place.width, &least, &natural, NULL, NULL);
  place.height = MAX (MIN (natural, height - top - edge), least);
  place.x = MAX ((width - place.width) / 2, 0);
  place.y = top;
  gtk_widget_size_allocate (self->box, &place, -1);
}

static gboolean
office_search_panel_contains (GtkWidget *widget, double x, double y)
{
  return x >= 0 && y >= 0 && x < gtk_widget_get_width (widget) && y < gtk_widget_get_height (widget);
}

static void
office_search_panel_dispose (GObject *object)
{
  OfficeSearchPanel *self = OFFICE_SEARCH_PANEL (object);

  if (self->box != NULL)
    {
      office_search_panel_set_session (self, NULL);
      gtk_widget_unparent (self->box);
      self->box = NULL;
    }

  G_OBJECT_CLASS (office_search_panel_parent_class)->dispose (object);
}

static void
office_search_panel_class_init (OfficeSearchPanelClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = office_search_panel_dispose;
  widget_class->measure = office_search_panel_measure;
  widget_class->size_allocate = office_search_panel_size_allocate;
  widget_class->contains = office_search_panel_contains;

  signals[CLOSED] = g_signal_new ("closed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class, "/com/example/Office/office-search-panel.ui");
  gtk_widget_class_bind_template_child (widget_class, OfficeSearchPanel, box);
  gtk_widget_class_bind_template_child (widget_class, OfficeSearchPanel, text);
  gtk_widget_class_bind_template_child (widget_class, OfficeSearchPanel, clear_button);
  gtk_widget_class_bind_template_child (widget_class, OfficeSearchPanel, pages);
  gtk_widget_class_bind_template_child (widget_class, OfficeSearchPanel, hints);
  gtk_widget_class_bind_template_child (widget_class, OfficeSearchPanel, scroller);
  gtk_widget_class_bind_template_child (widget_class, OfficeSearchPanel, list);
  gtk_widget_class_bind_template_callback (widget_class, on_text_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_activate);
  gtk_widget_class_bind_template_callback (widget_class, on_clear);
  gtk_widget_class_bind_template_callback (widget_class, on_row_activated);
}

static void
office_search_panel_init (OfficeSearchPanel *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkGesture *press = gtk_gesture_click_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_add_css_class (GTK_WIDGET (self), "scrim");
  gtk_list_box_set_header_func (self->list, update_header, NULL, NULL);
  fill_hints (self);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (on_key), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  g_signal_connect_object (press, "pressed", G_CALLBACK (on_pressed), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (press));
  g_signal_connect_object (gtk_scrolled_window_get_vadjustment (self->scroller), "value-changed",
                           G_CALLBACK (on_scrolled), self, G_CONNECT_SWAPPED);
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
  g_return_if_fail (OFFICE_IS_SEARCH_PANEL (self));

  gtk_list_box_bind_model (self->list, NULL, NULL, NULL, NULL);
  if (self->search != NULL)
    g_signal_handlers_disconnect_by_data (self->search, self);
  g_clear_object (&self->search);
  g_set_object (&self->session, session);
  gtk_editable_set_text (GTK_EDITABLE (self->text), "");
  if (session == NULL)
    return;
  self->search = office_search_new (session);
  gtk_list_box_bind_model (self->list, G_LIST_MODEL (self->search), create_row, self, NULL);
  g_signal_connect_swapped (self->search, "notify::busy", G_CALLBACK (update_page), self);
  update_page (self);
}

/**
 * office_search_panel_begin:
 *
 * The focus goes into the field; what was typed the last time is selected, so that it can be gone on with or typed over.
 */
void
office_search_panel_begin (OfficeSearchPanel *self)
{
  g_return_if_fail (OFFICE_IS_SEARCH_PANEL (self));

  gtk_widget_grab_focus (GTK_WIDGET (self->text));
  gtk_editable_select_region (GTK_EDITABLE (self->text), 0, -1);
}

/**
 * office_search_panel_set_text:
 * @text: what is looked for
 */
void
office_search_panel_set_text (OfficeSearchPanel *self, const char *text)
{
  g_return_if_fail (OFFICE_IS_SEARCH_PANEL (self));
  g_return_if_fail (text != NULL);

  gtk_editable_set_text (GTK_EDITABLE (self->text), text);
  gtk_editable_set_position (GTK_EDITABLE (self->text), -1);
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
