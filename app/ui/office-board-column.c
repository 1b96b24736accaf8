/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-board-column-private.h"

#include "office-column-menu.h"
#include "office-fit-scroller.h"
#include "office-hue.h"
#include "office-quick-add.h"
#include "office-settings.h"

#include <glib/gi18n.h>

#define WIDTH           268
#define NARROW_WIDTH    316
#define COLLAPSED_WIDTH 44
#define COLLAPSED_KEY   "collapsed-columns"

enum { LEAVE_COLUMN, FOCUS_LOST, N_SIGNALS };

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (OfficeBoardColumn, office_board_column, GTK_TYPE_WIDGET)

void
office_board_column_say (OfficeBoardColumn *self, GError *error)
{
  if (error != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.say", "s", error->message);
}

static void
set_class (GtkWidget *widget, const char *name, gboolean on)
{
  if (on)
    gtk_widget_add_css_class (widget, name);
  else
    gtk_widget_remove_css_class (widget, name);
}

/* ---- the head ---- */

static void
update_count (OfficeBoardColumn *self)
{
  const guint n = office_column_get_n_tasks (self->column);
  const gint64 limit = office_column_get_limit (self->column);
  const gboolean over = limit > 0 && n > limit;
  g_autofree char *count = limit > 0 ? g_strdup_printf ("%u/%" G_GINT64_FORMAT, n, limit) : g_strdup_printf ("%'u", n);
  g_autofree char *words = g_strdup_printf (ngettext ("%'u task", "%'u tasks", n), n);
  g_autofree char *name = NULL;

  if (over)
    {
      g_free (words);
      /* Translators: a number of tasks, the limit of a column */
      words = g_strdup_printf (_ ("%u tasks, over the limit of %d"), n, (int) limit);
    }
  gtk_label_set_text (self->count, count);
  gtk_label_set_text (self->strip_count, count);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->count), limit > 0 ? words : NULL);
  set_class (GTK_WIDGET (self->count), "over", over);
  set_class (GTK_WIDGET (self->strip_count), "over", over);
  /* Translators: the name of a column, and how many tasks it has */
  name = g_strdup_printf (_ ("%s, %s"), office_column_get_name (self->column), words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static void
update_hue (OfficeBoardColumn *self)
{
  const char *hue = office_column_get_hue (self->column);

  for (guint i = 0; i < OFFICE_N_HUES; i++)
    {
      g_autofree char *name = g_strconcat ("hue-", office_hue_get_name (i), NULL);

      set_class (GTK_WIDGET (self), name, g_strcmp0 (hue, office_hue_get_name (i)) == 0);
    }
}

void
office_board_column_update_menu (OfficeBoardColumn *self)
{
  g_autoptr (GMenuModel) menu = office_column_menu_new (self->board, self->column, self->collapsed);

  gtk_menu_button_set_menu_model (self->menu_button, menu);
}

static void
update_head (OfficeBoardColumn *self)
{
  static const char *const states[] = { "open", "doing", "done" };
  OfficeColumnState state = office_column_get_state (self->column);
  const char *hue = office_column_get_hue (self->column);
  GActionMap *map = G_ACTION_MAP (self->actions);

  office_state_icon_set_state (self->state, state);
  office_state_icon_set_state (self->strip_state, state);
  gtk_label_set_text (self->name, office_column_get_name (self->column));
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->name), office_column_get_name (self->column));
  office_turned_label_set_text (self->strip_name, office_column_get_name (self->column));
  gtk_widget_set_tooltip_text (self->strip, office_column_get_name (self->column));
  update_count (self);
  update_hue (self);
  g_simple_action_set_state (G_SIMPLE_ACTION (g_action_map_lookup_action (map, "state")),
                             g_variant_new_string (states[state]));
  g_simple_action_set_state (G_SIMPLE_ACTION (g_action_map_lookup_action (map, "hue")),
                             g_variant_new_string (hue != NULL ? hue : ""));
}

/* ---- renaming in place ---- */

static void
end_rename (OfficeBoardColumn *self, gboolean keep)
{
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->name_entry))));
  g_autoptr (GError) error = NULL;

  if (g_strcmp0 (gtk_stack_get_visible_child_name (self->name_stack), "edit") != 0)
    return;
  gtk_stack_set_visible_child_name (self->name_stack, "name");
  if (keep && *text != '\0' && !g_str_equal (text, office_column_get_name (self->column)))
    office_session_edit_column (self->session, office_column_get_id (self->column), "name", text, &error);
  office_board_column_say (self, error);
}

static void
on_name_activated (OfficeBoardColumn *self)
{
  end_rename (self, TRUE);
  gtk_widget_child_focus (GTK_WIDGET (self), GTK_DIR_TAB_FORWARD);
}

static void
on_name_left (OfficeBoardColumn *self)
{
  end_rename (self, TRUE);
}

static gboolean
on_name_key (GtkEventControllerKey *controller, guint key, guint code, GdkModifierType state, OfficeBoardColumn *self)
{
  if (key != GDK_KEY_Escape)
    return GDK_EVENT_PROPAGATE;
  end_rename (self, FALSE);
  gtk_widget_child_focus (GTK_WIDGET (self), GTK_DIR_TAB_FORWARD);
  return GDK_EVENT_STOP;
}

static void
on_name_pressed (GtkGestureClick *gesture, int n_press, double x, double y, OfficeBoardColumn *self)
{
  if (n_press == 2)
    office_board_column_rename (self);
}

/* ---- folding ---- */

static void
show_folded (OfficeBoardColumn *self)
{
  const gboolean folded = office_board_column_is_collapsed (self);

  gtk_widget_set_visible (self->head, !folded);
  gtk_widget_set_visible (self->scroller, !folded);
  gtk_widget_set_visible (GTK_WIDGET (self->quick_place),
                          !folded && gtk_widget_get_first_child (GTK_WIDGET (self->quick_place)) != NULL);
  gtk_widget_set_visible (self->strip, folded);
  set_class (GTK_WIDGET (self), "collapsed", folded);
  gtk_widget_set_size_request (GTK_WIDGET (self), folded ? COLLAPSED_WIDTH : self->narrow ? NARROW_WIDTH : WIDTH, -1);
}

static void
load_collapsed (OfficeBoardColumn *self)
{
  GSettings *settings = office_settings_get_default ();
  g_auto (GStrv) ids = settings != NULL ? g_settings_get_strv (settings, COLLAPSED_KEY) : NULL;

  self->collapsed = ids != NULL && g_strv_contains ((const char *const *) ids, office_column_get_id (self->column));
}

static void
save_collapsed (OfficeBoardColumn *self)
{
  GSettings *settings = office_settings_get_default ();
  g_auto (GStrv) before = settings != NULL ? g_settings_get_strv (settings, COLLAPSED_KEY) : NULL;
  g_autoptr (GStrvBuilder) ids = g_strv_builder_new ();
  g_auto (GStrv) after = NULL;

  if (before == NULL)
    return;
  for (guint i = 0; before[i] != NULL; i++)
    if (!g_str_equal (before[i], office_column_get_id (self->column)))
      g_strv_builder_add (ids, before[i]);
  if (self->collapsed)
    g_strv_builder_add (ids, office_column_get_id (self->column));
  after = g_strv_builder_end (ids);
  g_settings_set_strv (settings, COLLAPSED_KEY, (const char *const *) after);
}

void
office_board_column_toggle_collapsed (OfficeBoardColumn *self)
{
  self->collapsed = !self->collapsed;
  save_collapsed (self);
  show_folded (self);
  office_board_column_update_menu (self);
  gtk_widget_child_focus (GTK_WIDGET (self), GTK_DIR_TAB_FORWARD);
}

/* ---- the cards ---- */

/* Before the filter hears of it: what somebody has moved glides, what is filtered comes and goes. */
static void
on_column_changing (OfficeBoardColumn *self)
{
  office_card_list_glide (self->cards);
}

static void
on_tasks_changed (OfficeBoardColumn *self)
{
  update_count (self);
}

static void
on_focus_lost (OfficeBoardColumn *self, const char *task)
{
  g_signal_emit (self, signals[FOCUS_LOST], 0, task);
}

static void
on_picked (OfficeBoardColumn *self, OfficeTaskCard *card, GdkModifierType state)
{
  OfficeTask *task = office_task_card_get_task (card);

  if ((state & GDK_SHIFT_MASK) != 0)
    office_card_picks_add_range (self->picks, self->tasks, task);
  else
    office_card_picks_toggle (self->picks, task);
}

/* ---- keyboard ---- */

static OfficeTaskCard *
get_focused_card (OfficeBoardColumn *self)
{
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (self)));

  return focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (self->cards)) && OFFICE_IS_TASK_CARD (focus)
             ? OFFICE_TASK_CARD (focus)
             : NULL;
}

void
office_board_column_focus_index (OfficeBoardColumn *self, int index)
{
  OfficeTaskCard *card = NULL;

  if (index >= 0)
    card = office_card_list_show (self->cards, (guint) index);
  if (card != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (card));
}

static void
carry_up_or_down (OfficeBoardColumn *self, OfficeTaskCard *card, int step)
{
  const int target = office_board_column_find_index (self, card) + step;
  g_autoptr (OfficeTask) task = g_object_ref (office_task_card_get_task (card));
  g_autoptr (GError) error = NULL;

  if (target < 0 || target >= (int) office_board_column_get_n_cards (self))
    return;
  office_session_move_task (self->session, office_task_get_id (task), office_column_get_id (self->column),
                            office_board_column_get_task_before (self, (guint) (step > 0 ? target + 1 : target)),
                            &error);
  office_board_column_say (self, error);
  card = office_card_list_find_card (self->cards, task);
  if (card == NULL)
    return;
  office_board_column_focus_index (self, office_card_list_find_index (self->cards, task));
  office_board_column_announce (self, card);
}

static void
leave (OfficeBoardColumn *self, OfficeTaskCard *card, int step, gboolean carry)
{
  g_autoptr (OfficeTask) task = g_object_ref (office_task_card_get_task (card));

  g_signal_emit (self, signals[LEAVE_COLUMN], 0, task, step, carry);
}

static gboolean
on_key_pressed (GtkEventControllerKey *controller, guint key, guint code, GdkModifierType state,
                OfficeBoardColumn *self)
{
  OfficeTaskCard *card = get_focused_card (self);
  const gboolean carry = (state & GDK_SHIFT_MASK) != 0;
  const gboolean control = (state & GDK_CONTROL_MASK) != 0;
  const gboolean rtl = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
  const int n = (int) office_board_column_get_n_cards (self);

  if (card == NULL || (state & GDK_ALT_MASK) != 0)
    return GDK_EVENT_PROPAGATE;
  if (control && (key == GDK_KEY_a || key == GDK_KEY_A))
    {
      office_card_picks_add_all (self->picks, self->tasks);
      return GDK_EVENT_STOP;
    }
  if (control && carry && (key == GDK_KEY_Left || key == GDK_KEY_Right))
    {
      office_board_column_move (self, (key == GDK_KEY_Left) != rtl ? -1 : 1);
      return GDK_EVENT_STOP;
    }
  if (control)
    return GDK_EVENT_PROPAGATE;
  switch (key)
    {
    case GDK_KEY_Up:
    case GDK_KEY_Down:
      if (carry)
        carry_up_or_down (self, card, key == GDK_KEY_Up ? -1 : 1);
      else
        office_board_column_focus_index (self,
                                         office_board_column_find_index (self, card) + (key == GDK_KEY_Up ? -1 : 1));
      return GDK_EVENT_STOP;
    case GDK_KEY_Home:
    case GDK_KEY_End:
      office_board_column_focus_index (self, key == GDK_KEY_Home ? 0 : n - 1);
      return GDK_EVENT_STOP;
    case GDK_KEY_Left:
    case GDK_KEY_Right:
      leave (self, card, (key == GDK_KEY_Left) != rtl ? -1 : 1, carry);
      return GDK_EVENT_STOP;
    case GDK_KEY_F2:
      office_board_column_rename (self);
      return GDK_EVENT_STOP;
    default:
      return GDK_EVENT_PROPAGATE;
    }
}

static void
office_board_column_dispose (GObject *object)
{
  OfficeBoardColumn *self = OFFICE_BOARD_COLUMN (object);
  GtkWidget *child;

  if (self->cards != NULL)
    office_card_list_set_model (self->cards, NULL);
  if (self->tasks != NULL)
    g_signal_handlers_disconnect_by_data (self->tasks, self);
  if (self->column != NULL)
    g_signal_handlers_disconnect_by_data (self->column, self);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->actions);
  g_clear_object (&self->tasks);
  g_clear_object (&self->filter);
  g_clear_object (&self->column);
  g_clear_object (&self->board);
  g_clear_object (&self->picks);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (office_board_column_parent_class)->dispose (object);
}

static void
office_board_column_class_init (OfficeBoardColumnClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = office_board_column_dispose;

  /**
   * OfficeBoardColumn::leave-column:
   * @task: the task whose card has the focus
   * @columns: how far, negative to the start
   * @carry: whether the task comes along
   */
  signals[LEAVE_COLUMN] = g_signal_new ("leave-column", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                        NULL, G_TYPE_NONE, 3, OFFICE_TYPE_TASK, G_TYPE_INT, G_TYPE_BOOLEAN);

  /**
   * OfficeBoardColumn::focus-lost:
   * @task: the id of a task whose card goes while it has the focus: it may come back in another place
   */
  signals[FOCUS_LOST] = g_signal_new ("focus-lost", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                      G_TYPE_NONE, 1, G_TYPE_STRING);

  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  g_type_ensure (OFFICE_TYPE_CARD_LIST);
  g_type_ensure (OFFICE_TYPE_FIT_SCROLLER);
  g_type_ensure (OFFICE_TYPE_STATE_ICON);
  g_type_ensure (OFFICE_TYPE_TURNED_LABEL);
  gtk_widget_class_set_template_from_resource (widget_class, "/com/example/Office/office-board-column.ui");
  gtk_widget_class_bind_template_child (widget_class, OfficeBoardColumn, head);
  gtk_widget_class_bind_template_child (widget_class, OfficeBoardColumn, name_stack);
  gtk_widget_class_bind_template_child (widget_class, OfficeBoardColumn, state);
  gtk_widget_class_bind_template_child (widget_class, OfficeBoardColumn, name);
  gtk_widget_class_bind_template_child (widget_class, OfficeBoardColumn, name_entry);
  gtk_widget_class_bind_template_child (widget_class, OfficeBoardColumn, count);
  gtk_widget_class_bind_template_child (widget_class, OfficeBoardColumn, menu_button);
  gtk_widget_class_bind_template_child (widget_class, OfficeBoardColumn, quick_place);
  gtk_widget_class_bind_template_child (widget_class, OfficeBoardColumn, scroller);
  gtk_widget_class_bind_template_child (widget_class, OfficeBoardColumn, cards);
  gtk_widget_class_bind_template_child (widget_class, OfficeBoardColumn, strip);
  gtk_widget_class_bind_template_child (widget_class, OfficeBoardColumn, strip_state);
  gtk_widget_class_bind_template_child (widget_class, OfficeBoardColumn, strip_count);
  gtk_widget_class_bind_template_child (widget_class, OfficeBoardColumn, strip_name);
  gtk_widget_class_bind_template_callback (widget_class, on_key_pressed);
  gtk_widget_class_bind_template_callback (widget_class, on_name_activated);
  gtk_widget_class_bind_template_callback (widget_class, on_name_left);
  gtk_widget_class_bind_template_callback (widget_class, on_name_key);
  gtk_widget_class_bind_template_callback (widget_class, on_name_pressed);
  gtk_widget_class_bind_template_callback (widget_class, on_focus_lost);
  gtk_widget_class_bind_template_callback (widget_class, on_picked);
}

static void
office_board_column_init (OfficeBoardColumn *self)
{
  office_board_column_make_actions (self);
  gtk_widget_init_template (GTK_WIDGET (self));
  office_state_icon_set_size (self->state, 14);
  office_state_icon_set_size (self->strip_state, 14);
}

/**
 * office_board_column_new:
 * @session: the office
 * @board: the board
 * @column: the column to show
 * @filter: which tasks to show; of this column alone, see office_board_column_refilter_later()
 * @picks: the tasks that are picked on this board
 *
 * Returns: (transfer floating): the widget
 */
GtkWidget *
office_board_column_new (OfficeSession *session, OfficeBoard *board, OfficeColumn *column, GtkFilter *filter,
                         OfficeCardPicks *picks)
{
  OfficeBoardColumn *self = g_object_new (OFFICE_TYPE_BOARD_COLUMN, NULL);

  self->session = g_object_ref (session);
  self->board = g_object_ref (board);
  self->column = g_object_ref (column);
  self->picks = g_object_ref (picks);
  self->filter = g_object_ref (filter);
  g_signal_connect_swapped (column, "items-changed", G_CALLBACK (on_column_changing), self);
  self->tasks = G_LIST_MODEL (gtk_filter_list_model_new (G_LIST_MODEL (g_object_ref (column)), g_object_ref (filter)));
  office_card_list_set_session (self->cards, session, picks);
  office_card_list_set_model (self->cards, self->tasks);
  g_signal_connect_swapped (self->tasks, "items-changed", G_CALLBACK (on_tasks_changed), self);
  g_signal_connect_swapped (column, "notify", G_CALLBACK (update_head), self);
  gtk_menu_button_set_create_popup_func (self->menu_button, office_board_column_make_menu, self, NULL);
  update_head (self);
  load_collapsed (self);
  if (office_quick_add_has_draft (session, office_column_get_id (column)))
    office_board_column_open_quick_add (self);
  show_folded (self);
  return GTK_WIDGET (self);
}

/**
 * office_board_column_get_column:
 * @self: a column
 *
 * Returns: (transfer none): what it shows
 */
OfficeColumn *
office_board_column_get_column (OfficeBoardColumn *self)
{
  return self->column;
}

/**
 * office_board_column_get_tasks:
 * @self: a column
 *
 * Returns: (transfer none): a model of the OfficeTask that it shows, after filtering
 */
GListModel *
office_board_column_get_tasks (OfficeBoardColumn *self)
{
  return self->tasks;
}

/**
 * office_board_column_refilter_later:
 * @self: a column
 *
 * Its filter passes other tasks now. They are seen when office_board_column_catch_up() has done all that there is to do.
 */
void
office_board_column_refilter_later (OfficeBoardColumn *self)
{
  self->stale = TRUE;
}

/**
 * office_board_column_catch_up:
 * @self: a column
 *
 * Does a piece of what is to be done after office_board_column_refilter_later().
 *
 * Returns: whether there is more
 */
OfficePace
office_board_column_catch_up (OfficeBoardColumn *self)
{
  if (!self->stale)
    return office_card_list_catch_up (self->cards);
  self->stale = FALSE;
  office_card_list_hold (self->cards);
  gtk_filter_changed (self->filter, GTK_FILTER_CHANGE_DIFFERENT);
  return OFFICE_PACE_MORE;
}

OfficeCardList *
office_board_column_get_list (OfficeBoardColumn *self)
{
  return self->cards;
}

GtkWidget *
office_board_column_get_head (OfficeBoardColumn *self)
{
  return office_board_column_is_collapsed (self) ? self->strip : self->head;
}

/**
 * office_board_column_get_n_cards:
 * @self: a column
 *
 * Returns: how many tasks it shows, after filtering; not all of them have a card
 */
guint
office_board_column_get_n_cards (OfficeBoardColumn *self)
{
  return g_list_model_get_n_items (self->tasks);
}

/**
 * office_board_column_get_card:
 * @self: a column
 * @index: counted from the top
 *
 * Scrolls as far as it takes to see the card.
 *
 * Returns: (transfer none) (nullable): the card there
 */
OfficeTaskCard *
office_board_column_get_card (OfficeBoardColumn *self, guint index)
{
  return office_card_list_show (self->cards, index);
}

/**
 * office_board_column_find_card:
 * @self: a column
 * @task: a task's id
 *
 * Scrolls as far as it takes to see the card.
 *
 * Returns: (transfer none) (nullable): its card, if it stands here
 */
OfficeTaskCard *
office_board_column_find_card (OfficeBoardColumn *self, const char *task)
{
  const guint n = office_board_column_get_n_cards (self);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (OfficeTask) other = g_list_model_get_item (self->tasks, i);

      if (g_str_equal (office_task_get_id (other), task))
        return office_board_column_get_card (self, i);
    }
  return NULL;
}

/**
 * office_board_column_find_index:
 * @self: a column
 * @card: a card
 *
 * Returns: its place, counted from the top, or -1 if it stands elsewhere
 */
int
office_board_column_find_index (OfficeBoardColumn *self, OfficeTaskCard *card)
{
  OfficeTask *task = office_task_card_get_task (card);

  return task != NULL ? office_card_list_find_index (self->cards, task) : -1;
}

/**
 * office_board_column_get_task_before:
 * @self: a column
 * @index: a place, counted from the top
 *
 * Returns: (transfer none) (nullable): the id of the task above that place, %NULL at the top
 */
const char *
office_board_column_get_task_before (OfficeBoardColumn *self, guint index)
{
  g_autoptr (OfficeTask) task = index > 0 ? g_list_model_get_item (self->tasks, index - 1) : NULL;

  return task != NULL ? office_task_get_id (task) : NULL;
}

/**
 * office_board_column_add_task:
 * @self: a column
 *
 * Opens the card in which a new task is typed, and puts the cursor there.
 */
void
office_board_column_add_task (OfficeBoardColumn *self)
{
  if (office_board_column_is_collapsed (self))
    office_board_column_toggle_collapsed (self);
  office_quick_add_start (OFFICE_QUICK_ADD (office_board_column_open_quick_add (self)));
}

/**
 * office_board_column_rename:
 * @self: a column
 *
 * Its name becomes an entry, and has the focus. Enter keeps what is typed, Escape what was there.
 */
void
office_board_column_rename (OfficeBoardColumn *self)
{
  if (office_board_column_is_collapsed (self))
    office_board_column_toggle_collapsed (self);
  gtk_editable_set_text (GTK_EDITABLE (self->name_entry), office_column_get_name (self->column));
  gtk_stack_set_visible_child_name (self->name_stack, "edit");
  gtk_widget_grab_focus (GTK_WIDGET (self->name_entry));
  gtk_editable_select_region (GTK_EDITABLE (self->name_entry), 0, -1);
}

/**
 * office_board_column_set_selected:
 * @self: a column
 * @task: (nullable): the id of the task whose pane is open
 */
void
office_board_column_set_selected (OfficeBoardColumn *self, const char *task)
{
  office_card_list_set_selected (self->cards, task);
}

/**
 * office_board_column_set_narrow:
 * @self: a column
 * @narrow: whether it is alone in view; then it is never collapsed
 */
void
office_board_column_set_narrow (OfficeBoardColumn *self, gboolean narrow)
{
  self->narrow = narrow;
  show_folded (self);
}

/**
 * office_board_column_is_collapsed:
 * @self: a column
 *
 * Returns: whether only a strip of it is seen
 */
gboolean
office_board_column_is_collapsed (OfficeBoardColumn *self)
{
  return self->collapsed && !self->narrow;
}

/**
 * office_board_column_show_slot:
 * @self: a column
 * @place: how many cards stand above
 * @height: of the card that is dragged, pixels
 */
void
office_board_column_show_slot (OfficeBoardColumn *self, guint place, int height)
{
  gtk_widget_add_css_class (GTK_WIDGET (self), "drop");
  if (!office_board_column_is_collapsed (self))
    office_card_list_show_slot (self->cards, place, height);
}

void
office_board_column_hide_slot (OfficeBoardColumn *self)
{
  gtk_widget_remove_css_class (GTK_WIDGET (self), "drop");
  office_card_list_hide_slot (self->cards);
}

/**
 * office_board_column_announce:
 * @self: a column
 * @card: a card of it, that has the focus and was moved
 */
void
office_board_column_announce (OfficeBoardColumn *self, OfficeTaskCard *card)
{
  /* Translators: where a card stands after it was moved: a column, its place, the number of cards there */
  g_autofree char *words = g_strdup_printf (_ ("Moved to %s, %d of %u"), office_column_get_name (self->column),
                                            office_board_column_find_index (self, card) + 1,
                                            office_board_column_get_n_cards (self));

  office_task_card_announce (card, words);
}
