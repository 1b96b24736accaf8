/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-board-column.h"

#include "office-entry-dialog.h"
#include "office-fit-scroller.h"
#include "office-quick-add.h"
#include "office-state-icon.h"

#include <glib/gi18n.h>

struct _OfficeBoardColumn {
  GtkWidget parent_instance;

  OfficeSession *session;
  OfficeBoard *board;
  OfficeColumn *column;
  GListModel *tasks; /* the column's, filtered */
  char *selected;
  GtkWidget *slot; /* where a dragged card would land; NULL: none is over this column */
  GSimpleActionGroup *actions;

  OfficeStateIcon *state;
  GtkLabel *name;
  GtkLabel *count;
  GtkBox *quick_place;
  GtkBox *cards;
  GtkDropTarget *drop_target;
};

enum { LEAVE_COLUMN, FOCUS_LOST, N_SIGNALS };

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (OfficeBoardColumn, office_board_column, GTK_TYPE_WIDGET)

static void
say (OfficeBoardColumn *self, GError *error)
{
  if (error != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.say", "s", error->message);
}

static void
update_head (OfficeBoardColumn *self)
{
  g_autofree char *count = g_strdup_printf ("%u", office_column_get_n_tasks (self->column));
  static const char *const states[] = { "open", "doing", "done" };
  OfficeColumnState state = office_column_get_state (self->column);
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self->actions), "state");

  office_state_icon_set_state (self->state, state);
  gtk_label_set_text (self->name, office_column_get_name (self->column));
  gtk_label_set_text (self->count, count);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  office_column_get_name (self->column), -1);
  g_simple_action_set_state (G_SIMPLE_ACTION (action), g_variant_new_string (states[state]));
}

/* The cards, without the slot of a drag. */
static OfficeTaskCard *
next_card (GtkWidget *child)
{
  while (child != NULL && !OFFICE_IS_TASK_CARD (child))
    child = gtk_widget_get_next_sibling (child);
  return child != NULL ? OFFICE_TASK_CARD (child) : NULL;
}

static OfficeTaskCard *
first_card (OfficeBoardColumn *self)
{
  return next_card (gtk_widget_get_first_child (GTK_WIDGET (self->cards)));
}

static OfficeTaskCard *
card_after (OfficeTaskCard *card)
{
  return next_card (gtk_widget_get_next_sibling (GTK_WIDGET (card)));
}

static GtkWidget *
make_card (OfficeBoardColumn *self, OfficeTask *task)
{
  GtkWidget *card = office_task_card_new (self->session, task);

  office_task_card_set_selected (OFFICE_TASK_CARD (card), g_strcmp0 (self->selected, office_task_get_id (task)) == 0);
  return card;
}

static void
remove_card (OfficeBoardColumn *self, OfficeTaskCard *card)
{
  if (gtk_widget_has_focus (GTK_WIDGET (card)))
    g_signal_emit (self, signals[FOCUS_LOST], 0, office_task_get_id (office_task_card_get_task (card)));
  gtk_box_remove (self->cards, GTK_WIDGET (card));
}

static void
on_tasks_changed (GListModel *tasks, guint position, guint removed, guint added, OfficeBoardColumn *self)
{
  GtkWidget *before = position > 0 ? GTK_WIDGET (office_board_column_get_card (self, position - 1)) : NULL;

  for (guint i = 0; i < removed; i++)
    remove_card (self, office_board_column_get_card (self, position));
  for (guint i = 0; i < added; i++)
    {
      g_autoptr (OfficeTask) task = g_list_model_get_item (tasks, position + i);
      GtkWidget *card = make_card (self, task);

      gtk_box_insert_child_after (self->cards, card, before);
      before = card;
    }
  update_head (self);
}

/* ---- dropping ---- */

static void
remove_slot (OfficeBoardColumn *self)
{
  if (self->slot != NULL)
    gtk_box_remove (self->cards, self->slot);
  self->slot = NULL;
  gtk_widget_remove_css_class (GTK_WIDGET (self), "drop");
}

/* How many cards stand above the pointer. */
static guint
find_place (OfficeBoardColumn *self, double y)
{
  guint place = 0;

  for (OfficeTaskCard *card = first_card (self); card != NULL; card = card_after (card))
    {
      graphene_rect_t bounds;

      if (!gtk_widget_compute_bounds (GTK_WIDGET (card), GTK_WIDGET (self), &bounds)
          || y < bounds.origin.y + bounds.size.height / 2)
        break;
      place++;
    }
  return place;
}

static void
show_slot (OfficeBoardColumn *self, guint place, int height)
{
  GtkWidget *before = place > 0 ? GTK_WIDGET (office_board_column_get_card (self, place - 1)) : NULL;

  if (self->slot == NULL)
    {
      self->slot = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
      gtk_widget_add_css_class (self->slot, "drop-slot");
      /* A widget that comes up under the pointer in a drag makes GTK 4.8 synthesise a crossing without a drop, and crash. */
      gtk_widget_set_can_target (self->slot, FALSE);
      gtk_box_append (self->cards, self->slot);
      gtk_widget_add_css_class (GTK_WIDGET (self), "drop");
    }
  gtk_widget_set_size_request (self->slot, -1, height);
  gtk_box_reorder_child_after (self->cards, self->slot, before);
}

static GdkDragAction
on_drop_motion (GtkDropTarget *target, double x, double y, OfficeBoardColumn *self)
{
  const GValue *value = gtk_drop_target_get_value (target);
  OfficeTask *task = value != NULL && G_VALUE_HOLDS (value, OFFICE_TYPE_TASK) ? g_value_get_object (value) : NULL;

  if (task == NULL || g_strcmp0 (office_task_get_room_id (task), office_board_get_room_id (self->board)) != 0)
    return 0;
  show_slot (self, find_place (self, y), 62);
  return GDK_ACTION_MOVE;
}

static void
on_drop_leave (GtkDropTarget *target, OfficeBoardColumn *self)
{
  remove_slot (self);
}

typedef struct {
  OfficeBoardColumn *self;
  char *task;
  char *after; /* nullable: on top */
} Landing;

static void
landing_free (gpointer data, GClosure *closure)
{
  Landing *landing = data;

  g_object_unref (landing->self);
  g_free (landing->task);
  g_free (landing->after);
  g_free (landing);
}

static void
land (GdkDrag *drag, Landing *landing)
{
  OfficeBoardColumn *self = landing->self;
  g_autoptr (GError) error = NULL;

  office_session_move_task (self->session, landing->task, office_column_get_id (self->column), landing->after, &error);
  say (self, error);
}

static gboolean
on_drop (GtkDropTarget *target, const GValue *value, double x, double y, OfficeBoardColumn *self)
{
  GdkDrag *drag = gdk_drop_get_drag (gtk_drop_target_get_current_drop (target));
  OfficeTask *task = g_value_get_object (value);
  const char *after = office_board_column_get_task_before (self, find_place (self, y));
  Landing *landing;

  remove_slot (self);
  /* Dropped onto its own place: the card above may be itself. Cards are dragged within this program only. */
  if (drag == NULL || g_strcmp0 (after, office_task_get_id (task)) == 0)
    return drag != NULL;

  /* The move takes the card away that the drag began on: GTK has to be done with it before. */
  landing = g_new (Landing, 1);
  landing->self = g_object_ref (self);
  landing->task = g_strdup (office_task_get_id (task));
  landing->after = g_strdup (after);
  g_signal_connect_data (drag, "dnd-finished", G_CALLBACK (land), landing, landing_free, G_CONNECT_AFTER);
  return TRUE;
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

static void
move_up_or_down (OfficeBoardColumn *self, OfficeTaskCard *card, int step, gboolean carry)
{
  int index = office_board_column_find_index (self, card);
  int target = index + step;
  OfficeTaskCard *neighbour;
  g_autoptr (GError) error = NULL;

  if (target < 0 || target >= (int) office_board_column_get_n_cards (self))
    return;
  if (!carry)
    {
      neighbour = office_board_column_get_card (self, (guint) target);
      gtk_widget_grab_focus (GTK_WIDGET (neighbour));
      return;
    }
  office_session_move_task (
      self->session, office_task_get_id (office_task_card_get_task (card)), office_column_get_id (self->column),
      office_board_column_get_task_before (self, (guint) (step > 0 ? target + 1 : target)), &error);
  say (self, error);
}

static gboolean
on_key_pressed (GtkEventControllerKey *controller, guint key, guint code, GdkModifierType state,
                OfficeBoardColumn *self)
{
  OfficeTaskCard *card = get_focused_card (self);
  gboolean carry = (state & GDK_SHIFT_MASK) != 0;
  gboolean rtl = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;

  if (card == NULL || (state & (GDK_CONTROL_MASK | GDK_ALT_MASK)) != 0)
    return GDK_EVENT_PROPAGATE;
  switch (key)
    {
    case GDK_KEY_Up:
    case GDK_KEY_Down:
      move_up_or_down (self, card, key == GDK_KEY_Up ? -1 : 1, carry);
      return GDK_EVENT_STOP;
    case GDK_KEY_Left:
    case GDK_KEY_Right:
      g_signal_emit (self, signals[LEAVE_COLUMN], 0, card, (key == GDK_KEY_Left) != rtl ? -1 : 1, carry);
      return GDK_EVENT_STOP;
    default:
      return GDK_EVENT_PROPAGATE;
    }
}

/* ---- the column's menu ---- */

static void
on_quick_closed (OfficeQuickAdd *quick, OfficeBoardColumn *self)
{
  OfficeTaskCard *first = first_card (self);

  gtk_box_remove (self->quick_place, GTK_WIDGET (quick));
  gtk_widget_set_visible (GTK_WIDGET (self->quick_place), FALSE);
  if (first != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (first));
}

static GtkWidget *
open_quick_add (OfficeBoardColumn *self)
{
  GtkWidget *quick = gtk_widget_get_first_child (GTK_WIDGET (self->quick_place));

  if (quick != NULL)
    return quick;
  quick = office_quick_add_new (self->session, office_board_get_room_id (self->board),
                                office_column_get_id (self->column));
  g_signal_connect (quick, "closed", G_CALLBACK (on_quick_closed), self);
  gtk_box_append (self->quick_place, quick);
  gtk_widget_set_visible (GTK_WIDGET (self->quick_place), TRUE);
  return quick;
}

static void
add_task (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  office_board_column_add_task (data);
}

static void
rename_done (const char *text, gpointer data)
{
  OfficeBoardColumn *self = data;
  g_autoptr (GError) error = NULL;

  office_session_edit_column (self->session, office_column_get_id (self->column), "name", text, &error);
  say (self, error);
}

static void
rename_column (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  OfficeBoardColumn *self = data;

  office_entry_dialog_ask (GTK_WIDGET (self), _ ("Rename Column"), _ ("Name"), _ ("_Rename"),
                           office_column_get_name (self->column), 60, rename_done, g_object_ref (self), g_object_unref);
}

static void
change_state (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  OfficeBoardColumn *self = data;
  g_autoptr (GError) error = NULL;

  office_session_edit_column (self->session, office_column_get_id (self->column), "state",
                              g_variant_get_string (parameter, NULL), &error);
  say (self, error);
}

static void
move_column (OfficeBoardColumn *self, int step)
{
  GListModel *columns = G_LIST_MODEL (self->board);
  guint n = g_list_model_get_n_items (columns), index = 0;
  int after;
  g_autoptr (OfficeColumn) neighbour = NULL;
  g_autoptr (GError) error = NULL;

  for (; index < n; index++)
    {
      g_autoptr (OfficeColumn) column = g_list_model_get_item (columns, index);

      if (column == self->column)
        break;
    }
  after = step > 0 ? (int) index + 1 : (int) index - 2;
  if ((step < 0 && index == 0) || after >= (int) n)
    return;
  neighbour = after >= 0 ? g_list_model_get_item (columns, (guint) after) : NULL;
  office_session_move_column (self->session, office_column_get_id (self->column),
                              neighbour != NULL ? office_column_get_id (neighbour) : NULL, &error);
  say (self, error);
}

static void
move_left (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  move_column (data, -1);
}

static void
move_right (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  move_column (data, 1);
}

static void
remove_column (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  OfficeBoardColumn *self = data;
  g_autoptr (GError) error = NULL;

  office_session_remove_column (self->session, office_column_get_id (self->column), &error);
  say (self, error);
}

static void
make_actions (OfficeBoardColumn *self)
{
  static const GActionEntry entries[] = {
    { "add-task", add_task }, { "rename", rename_column }, { "state", NULL, "s", "'open'", change_state },
    { "left", move_left },    { "right", move_right },     { "remove", remove_column },
  };

  self->actions = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), entries, G_N_ELEMENTS (entries), self);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "column", G_ACTION_GROUP (self->actions));
}

static void
office_board_column_dispose (GObject *object)
{
  OfficeBoardColumn *self = OFFICE_BOARD_COLUMN (object);
  GtkWidget *child;

  if (self->tasks != NULL)
    g_signal_handlers_disconnect_by_data (self->tasks, self);
  if (self->column != NULL)
    g_signal_handlers_disconnect_by_data (self->column, self);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->actions);
  g_clear_object (&self->tasks);
  g_clear_object (&self->column);
  g_clear_object (&self->board);
  g_clear_object (&self->session);
  g_clear_pointer (&self->selected, g_free);

  G_OBJECT_CLASS (office_board_column_parent_class)->dispose (object);
}

static void
office_board_column_class_init (OfficeBoardColumnClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = office_board_column_dispose;

  /**
   * OfficeBoardColumn::leave-column:
   * @card: the card that has the focus
   * @columns: how far, negative to the start
   * @carry: whether the task comes along
   */
  signals[LEAVE_COLUMN] = g_signal_new ("leave-column", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                        NULL, G_TYPE_NONE, 3, OFFICE_TYPE_TASK_CARD, G_TYPE_INT, G_TYPE_BOOLEAN);

  /**
   * OfficeBoardColumn::focus-lost:
   * @task: the id of a task whose card goes while it has the focus: it may come back in another place
   */
  signals[FOCUS_LOST] = g_signal_new ("focus-lost", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                      G_TYPE_NONE, 1, G_TYPE_STRING);

  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  g_type_ensure (OFFICE_TYPE_FIT_SCROLLER);
  g_type_ensure (OFFICE_TYPE_STATE_ICON);
  gtk_widget_class_set_template_from_resource (widget_class, "/com/example/Office/office-board-column.ui");
  gtk_widget_class_bind_template_child (widget_class, OfficeBoardColumn, state);
  gtk_widget_class_bind_template_child (widget_class, OfficeBoardColumn, name);
  gtk_widget_class_bind_template_child (widget_class, OfficeBoardColumn, count);
  gtk_widget_class_bind_template_child (widget_class, OfficeBoardColumn, quick_place);
  gtk_widget_class_bind_template_child (widget_class, OfficeBoardColumn, cards);
  gtk_widget_class_bind_template_child (widget_class, OfficeBoardColumn, drop_target);
  gtk_widget_class_bind_template_callback (widget_class, on_drop_motion);
  gtk_widget_class_bind_template_callback (widget_class, on_drop_leave);
  gtk_widget_class_bind_template_callback (widget_class, on_drop);
  gtk_widget_class_bind_template_callback (widget_class, on_key_pressed);
}

static void
office_board_column_init (OfficeBoardColumn *self)
{
  GType types[] = { OFFICE_TYPE_TASK };

  make_actions (self);
  gtk_widget_init_template (GTK_WIDGET (self));
  office_state_icon_set_size (self->state, 14);
  gtk_drop_target_set_gtypes (self->drop_target, types, G_N_ELEMENTS (types));
}

/**
 * office_board_column_new:
 * @session: the office
 * @board: the board
 * @column: the column to show
 * @filter: which tasks to show
 *
 * Returns: (transfer floating): the widget
 */
GtkWidget *
office_board_column_new (OfficeSession *session, OfficeBoard *board, OfficeColumn *column, GtkFilter *filter)
{
  OfficeBoardColumn *self = g_object_new (OFFICE_TYPE_BOARD_COLUMN, NULL);

  self->session = g_object_ref (session);
  self->board = g_object_ref (board);
  self->column = g_object_ref (column);
  self->tasks = G_LIST_MODEL (gtk_filter_list_model_new (G_LIST_MODEL (g_object_ref (column)), g_object_ref (filter)));
  g_signal_connect (self->tasks, "items-changed", G_CALLBACK (on_tasks_changed), self);
  g_signal_connect_swapped (column, "notify", G_CALLBACK (update_head), self);
  on_tasks_changed (self->tasks, 0, 0, g_list_model_get_n_items (self->tasks), self);
  if (office_quick_add_has_draft (session, office_column_get_id (column)))
    open_quick_add (self);
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
 * office_board_column_get_n_cards:
 * @self: a column
 *
 * Returns: how many cards it shows, after filtering
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
 * Returns: (transfer none) (nullable): the card there
 */
OfficeTaskCard *
office_board_column_get_card (OfficeBoardColumn *self, guint index)
{
  OfficeTaskCard *card = first_card (self);

  while (card != NULL && index-- > 0)
    card = card_after (card);
  return card;
}

/**
 * office_board_column_find_card:
 * @self: a column
 * @task: a task's id
 *
 * Returns: (transfer none) (nullable): its card, if it stands here
 */
OfficeTaskCard *
office_board_column_find_card (OfficeBoardColumn *self, const char *task)
{
  OfficeTaskCard *card = first_card (self);

  while (card != NULL && !g_str_equal (office_task_get_id (office_task_card_get_task (card)), task))
    card = card_after (card);
  return card;
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
  int index = 0;

  for (OfficeTaskCard *other = first_card (self); other != NULL; other = card_after (other), index++)
    if (other == card)
      return index;
  return -1;
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
  OfficeTaskCard *card = index > 0 ? office_board_column_get_card (self, index - 1) : NULL;

  return card != NULL ? office_task_get_id (office_task_card_get_task (card)) : NULL;
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
  office_quick_add_start (OFFICE_QUICK_ADD (open_quick_add (self)));
}

/**
 * office_board_column_set_selected:
 * @self: a column
 * @task: (nullable): the id of the task whose pane is open
 */
void
office_board_column_set_selected (OfficeBoardColumn *self, const char *task)
{
  g_free (self->selected);
  self->selected = g_strdup (task);
  for (OfficeTaskCard *card = first_card (self); card != NULL; card = card_after (card))
    office_task_card_set_selected (card, g_strcmp0 (office_task_get_id (office_task_card_get_task (card)), task) == 0);
}
