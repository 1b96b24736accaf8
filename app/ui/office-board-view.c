/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-board-view.h"

#include "office-archive-dialog.h"
#include "office-board-column.h"
#include "office-board-drag.h"
#include "office-entry-dialog.h"
#include "office-frame-pacer.h"
#include "office-picks-bar.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#define SHARE 6 /* of a frame, for cards that come: see office_frame_pacer_new() */

struct _OfficeBoardView {
  GtkWidget parent_instance;

  OfficeSession *session;
  OfficeBoard *board;
  OfficeTaskFilter *task_filter; /* nullable */
  char *selected;
  char *wanted_focus; /* the task whose card lost the focus and may come back */
  gboolean carried;   /* it was moved by the keyboard: to be told where it stands */
  guint focus_source;
  gboolean narrow;
  GPtrArray *column_views; /* OfficeBoardColumn, in order; held by the box or the carousel */
  GPtrArray *behind;       /* those of them that do not show yet what the filter says; the longest waiting first */
  OfficeFramePacer *pacer; /* of those */
  OfficeCardPicks *picks;
  OfficeCardFlights *flights;
  OfficeBoardDrag *drag;

  GtkStack *stack;
  GtkScrolledWindow *scroller;
  GtkBox *columns;
  AdwCarousel *carousel;
  OfficePicksBar *picks_bar;
};

enum { PROP_0, PROP_NARROW, N_PROPERTIES };

static GParamSpec *properties[N_PROPERTIES];

G_DEFINE_FINAL_TYPE (OfficeBoardView, office_board_view, GTK_TYPE_WIDGET)

static void give_focus_back_later (OfficeBoardView *self);

/* ---- filter ---- */

static gboolean
passes_filter (gpointer task, gpointer data)
{
  OfficeBoardView *self = data;

  return self->task_filter == NULL || office_task_filter_matches (self->task_filter, task);
}

static gboolean
is_in_view (OfficeBoardView *self, GtkWidget *column)
{
  GtkWidget *window = self->narrow ? GTK_WIDGET (self->carousel) : GTK_WIDGET (self->scroller);
  graphene_rect_t bounds;

  return gtk_widget_compute_bounds (column, window, &bounds)
         && graphene_rect_intersection (
             &bounds,
             &GRAPHENE_RECT_INIT (0, 0, (float) gtk_widget_get_width (window), (float) gtk_widget_get_height (window)),
             NULL);
}

/* First comes where the focus is, then what is in view. */
static int
get_rank (OfficeBoardView *self, GtkWidget *column)
{
  if (gtk_widget_get_focus_child (column) != NULL)
    return 0;
  return is_in_view (self, column) ? 1 : 2;
}

/* Those of a rank, the longest waiting first. */
static OfficePace
catch_up_rank (OfficeBoardView *self, int rank)
{
  for (guint i = 0; i < self->behind->len; i++)
    {
      OfficePace pace = OFFICE_PACE_WAIT;

      if (get_rank (self, self->behind->pdata[i]) == rank)
        pace = office_board_column_catch_up (self->behind->pdata[i]);
      if (pace == OFFICE_PACE_DONE)
        g_ptr_array_remove_index (self->behind, i--);
      else if (pace == OFFICE_PACE_MORE)
        return OFFICE_PACE_MORE;
    }
  return OFFICE_PACE_WAIT;
}

/* A key in the filter changes every column: too much for a frame. */
static OfficePace
catch_up (gpointer data)
{
  OfficeBoardView *self = data;

  for (int rank = 0; rank <= 2; rank++)
    if (catch_up_rank (self, rank) == OFFICE_PACE_MORE)
      return OFFICE_PACE_MORE;
  if (self->behind->len > 0)
    return OFFICE_PACE_WAIT;
  if (self->wanted_focus != NULL)
    give_focus_back_later (self);
  return OFFICE_PACE_DONE;
}

static void
on_filter_changed (OfficeBoardView *self)
{
  for (guint i = 0; i < self->column_views->len; i++)
    {
      OfficeBoardColumn *column = self->column_views->pdata[i];

      office_board_column_refilter_later (column);
      if (!g_ptr_array_find (self->behind, column, NULL))
        g_ptr_array_add (self->behind, column);
    }
  if (self->behind->len > 0)
    office_frame_pacer_begin (self->pacer);
}

/* ---- columns ---- */

static OfficeBoardColumn *
get_column_view (OfficeBoardView *self, guint index)
{
  return index < self->column_views->len ? g_ptr_array_index (self->column_views, index) : NULL;
}

/* All that the filter says is waited for first. */
static OfficeTaskCard *
find_card (OfficeBoardView *self, const char *task, guint *column)
{
  office_frame_pacer_finish (self->pacer);
  for (guint i = 0; i < self->column_views->len; i++)
    {
      OfficeTaskCard *card = office_board_column_find_card (get_column_view (self, i), task);

      if (card != NULL)
        {
          if (column != NULL)
            *column = i;
          return card;
        }
    }
  return NULL;
}

/* In the narrow board only one column is in view: the one that has the card comes there first. */
static void
focus_card (OfficeBoardView *self, OfficeTaskCard *card, guint column)
{
  if (self->narrow)
    adw_carousel_scroll_to (self->carousel, GTK_WIDGET (get_column_view (self, column)), TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (card));
}

static gboolean
give_focus_back (gpointer data)
{
  OfficeBoardView *self = data;
  guint column;
  OfficeTaskCard *card = find_card (self, self->wanted_focus, &column);

  self->focus_source = 0;
  if (card != NULL)
    focus_card (self, card, column);
  if (card != NULL && self->carried)
    office_board_column_announce (get_column_view (self, column), card);
  self->carried = FALSE;
  g_clear_pointer (&self->wanted_focus, g_free);
  return G_SOURCE_REMOVE;
}

static void
give_focus_back_later (OfficeBoardView *self)
{
  if (self->focus_source == 0)
    self->focus_source = g_idle_add (give_focus_back, self);
}

/* A card that goes may stand elsewhere when the models have settled. */
static void
on_focus_lost (OfficeBoardColumn *column, const char *task, OfficeBoardView *self)
{
  g_free (self->wanted_focus);
  self->wanted_focus = g_strdup (task);
  if (!office_frame_pacer_is_busy (self->pacer))
    give_focus_back_later (self);
}

/* Over empty columns, and those that are folded, the focus goes on to the next. */
static void
focus_beside (OfficeBoardView *self, int target, int step, int place)
{
  for (; target >= 0 && target < (int) self->column_views->len; target += step)
    {
      OfficeBoardColumn *column = get_column_view (self, (guint) target);
      const guint n = office_board_column_get_n_cards (column);

      if (n == 0 || office_board_column_is_collapsed (column))
        continue;
      focus_card (self, office_board_column_get_card (column, MIN ((guint) MAX (place, 0), n - 1)), (guint) target);
      return;
    }
}

static void
on_leave_column (OfficeBoardColumn *from, OfficeTask *task, int step, gboolean carry, OfficeBoardView *self)
{
  guint index;
  int target;
  const char *column;
  g_autoptr (GError) error = NULL;

  if (!g_ptr_array_find (self->column_views, from, &index))
    return;
  target = (int) index + step;
  if (!carry)
    {
      focus_beside (self, target, step, office_card_list_find_index (office_board_column_get_list (from), task));
      return;
    }
  if (target < 0 || target >= (int) self->column_views->len)
    return;
  column = office_column_get_id (office_board_column_get_column (get_column_view (self, (guint) target)));
  self->carried = TRUE;
  if (office_card_picks_has (self->picks, task))
    {
      g_auto (GStrv) ids = office_card_picks_dup_ids (self->picks, self->board);

      office_session_move_tasks (self->session, (const char *const *) ids, column, NULL, &error);
    }
  else
    office_session_move_task (self->session, office_task_get_id (task), column, NULL, &error);
  if (error != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.say", "s", error->message);
}

static void
place_column (OfficeBoardView *self, GtkWidget *column, guint index)
{
  GtkWidget *before = index > 0 ? GTK_WIDGET (get_column_view (self, index - 1)) : NULL;

  office_board_column_set_narrow (OFFICE_BOARD_COLUMN (column), self->narrow);
  if (self->narrow)
    adw_carousel_insert (self->carousel, column, (int) index);
  else
    gtk_box_insert_child_after (self->columns, column, before);
}

static void
take_column (OfficeBoardView *self, GtkWidget *column)
{
  if (gtk_widget_is_ancestor (column, GTK_WIDGET (self->carousel)))
    adw_carousel_remove (self->carousel, column);
  else
    gtk_box_remove (self->columns, column);
}

static void
show_right_page (OfficeBoardView *self)
{
  const char *page = self->column_views->len == 0 ? "empty" : self->narrow ? "narrow" : "wide";

  gtk_stack_set_visible_child_name (self->stack, page);
}

static void
on_columns_changed (GListModel *columns, guint position, guint removed, guint added, OfficeBoardView *self)
{
  for (guint i = 0; i < removed; i++)
    {
      g_ptr_array_remove (self->behind, get_column_view (self, position));
      take_column (self, GTK_WIDGET (get_column_view (self, position)));
      g_ptr_array_remove_index (self->column_views, position);
    }
  for (guint i = 0; i < added; i++)
    {
      g_autoptr (OfficeColumn) column = g_list_model_get_item (columns, position + i);
      g_autoptr (GtkFilter) filter = GTK_FILTER (gtk_custom_filter_new (passes_filter, self, NULL));
      GtkWidget *view = office_board_column_new (self->session, self->board, column, filter, self->picks);

      office_card_list_set_flights (office_board_column_get_list (OFFICE_BOARD_COLUMN (view)), self->flights);
      g_signal_connect (view, "focus-lost", G_CALLBACK (on_focus_lost), self);
      g_signal_connect (view, "leave-column", G_CALLBACK (on_leave_column), self);
      office_board_column_set_selected (OFFICE_BOARD_COLUMN (view), self->selected);
      place_column (self, view, position + i);
      g_ptr_array_insert (self->column_views, (int) (position + i), view);
    }
  show_right_page (self);
}

static void
clear_board (OfficeBoardView *self)
{
  if (self->board == NULL)
    return;
  g_signal_handlers_disconnect_by_data (self->board, self);
  office_card_picks_clear (self->picks);
  office_board_drag_set_board (self->drag, NULL, NULL);
  office_picks_bar_set_board (self->picks_bar, NULL, NULL);
  on_columns_changed (NULL, 0, self->column_views->len, 0, self);
  g_clear_object (&self->board);
}

static void
column_named (const char *name, gpointer data)
{
  OfficeBoardView *self = data;
  g_autoptr (GError) error = NULL;

  if (self->board != NULL
      && !office_session_create_column (self->session, office_board_get_room_id (self->board), name, OFFICE_STATE_OPEN,
                                        NULL, &error))
    gtk_widget_activate_action (GTK_WIDGET (self), "win.say", "s", error->message);
}

static void
board_add_column (GtkWidget *widget, const char *name, GVariant *parameter)
{
  office_entry_dialog_ask (widget, _ ("Add a Column"), _ ("Name"), _ ("_Add"), NULL, 60, column_named,
                           g_object_ref (widget), g_object_unref);
}

static void
board_clear_picks (GtkWidget *widget, const char *name, GVariant *parameter)
{
  office_card_picks_clear (OFFICE_BOARD_VIEW (widget)->picks);
}

static void
show_put_away (OfficeBoardView *self, gboolean trash)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *dialog;

  if (self->board == NULL)
    return;
  dialog = office_archive_dialog_new (self->session, office_board_get_room_id (self->board), trash);
  if (GTK_IS_WINDOW (root))
    gtk_window_set_transient_for (GTK_WINDOW (dialog), GTK_WINDOW (root));
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
board_archive (GtkWidget *widget, const char *name, GVariant *parameter)
{
  show_put_away (OFFICE_BOARD_VIEW (widget), FALSE);
}

static void
board_trash (GtkWidget *widget, const char *name, GVariant *parameter)
{
  show_put_away (OFFICE_BOARD_VIEW (widget), TRUE);
}

/* Escape lets go of what is picked; else it belongs to whoever is around. */
static gboolean
on_key_pressed (GtkEventControllerKey *controller, guint key, guint code, GdkModifierType state, OfficeBoardView *self)
{
  if (key != GDK_KEY_Escape || office_card_picks_get_n (self->picks) == 0)
    return GDK_EVENT_PROPAGATE;
  office_card_picks_clear (self->picks);
  return GDK_EVENT_STOP;
}

static void
office_board_view_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  GTK_WIDGET_CLASS (office_board_view_parent_class)->snapshot (widget, snapshot);
  office_card_flights_snapshot (OFFICE_BOARD_VIEW (widget)->flights, snapshot);
}

static void
office_board_view_get_property (GObject *object, guint id, GValue *value, GParamSpec *spec)
{
  if (id == PROP_NARROW)
    g_value_set_boolean (value, OFFICE_BOARD_VIEW (object)->narrow);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, spec);
}

static void
office_board_view_set_property (GObject *object, guint id, const GValue *value, GParamSpec *spec)
{
  if (id == PROP_NARROW)
    office_board_view_set_narrow (OFFICE_BOARD_VIEW (object), g_value_get_boolean (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, spec);
}

static void
office_board_view_dispose (GObject *object)
{
  OfficeBoardView *self = OFFICE_BOARD_VIEW (object);
  GtkWidget *child;

  g_clear_handle_id (&self->focus_source, g_source_remove);
  if (self->drag != NULL)
    {
      clear_board (self);
      office_board_drag_free (self->drag);
      self->drag = NULL;
    }
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  office_board_view_set_filter (self, NULL);
  g_clear_pointer (&self->column_views, g_ptr_array_unref);
  g_clear_pointer (&self->behind, g_ptr_array_unref);
  g_clear_pointer (&self->pacer, office_frame_pacer_free);
  g_clear_object (&self->picks);
  g_clear_object (&self->flights);
  g_clear_object (&self->session);
  g_clear_pointer (&self->selected, g_free);
  g_clear_pointer (&self->wanted_focus, g_free);

  G_OBJECT_CLASS (office_board_view_parent_class)->dispose (object);
}

static void
office_board_view_class_init (OfficeBoardViewClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  object_class->dispose = office_board_view_dispose;
  object_class->get_property = office_board_view_get_property;
  object_class->set_property = office_board_view_set_property;
  widget_class->snapshot = office_board_view_snapshot;

  properties[PROP_NARROW] = g_param_spec_boolean ("narrow", NULL, NULL, FALSE,
                                                  G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);

  g_type_ensure (OFFICE_TYPE_PICKS_BAR);
  gtk_widget_class_set_template_from_resource (widget_class, "/com/example/Office/office-board-view.ui");
  gtk_widget_class_bind_template_child (widget_class, OfficeBoardView, stack);
  gtk_widget_class_bind_template_child (widget_class, OfficeBoardView, scroller);
  gtk_widget_class_bind_template_child (widget_class, OfficeBoardView, columns);
  gtk_widget_class_bind_template_child (widget_class, OfficeBoardView, carousel);
  gtk_widget_class_bind_template_child (widget_class, OfficeBoardView, picks_bar);
  gtk_widget_class_bind_template_callback (widget_class, on_key_pressed);
  gtk_widget_class_install_action (widget_class, "board.add-column", NULL, board_add_column);
  gtk_widget_class_install_action (widget_class, "board.clear-picks", NULL, board_clear_picks);
  gtk_widget_class_install_action (widget_class, "board.archive", NULL, board_archive);
  gtk_widget_class_install_action (widget_class, "board.trash", NULL, board_trash);
}

static void
office_board_view_init (OfficeBoardView *self)
{
  self->column_views = g_ptr_array_new ();
  self->behind = g_ptr_array_new ();
  self->pacer = office_frame_pacer_new (GTK_WIDGET (self), SHARE, catch_up, self);
  self->flights = office_card_flights_new (GTK_WIDGET (self));
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  gtk_widget_init_template (GTK_WIDGET (self));
  self->picks = office_card_picks_new ();
  office_picks_bar_set_picks (self->picks_bar, self->picks);
  self->drag = office_board_drag_new (&(OfficeBoardDragPlace){
      .area = GTK_WIDGET (self->stack),
      .scroller = self->scroller,
      .columns = self->columns,
      .carousel = self->carousel,
      .column_views = self->column_views,
      .picks = self->picks,
      .board = GTK_WIDGET (self),
      .flights = self->flights,
  });
}

/**
 * office_board_view_new:
 *
 * Returns: (transfer floating): a board that shows nothing yet
 */
GtkWidget *
office_board_view_new (void)
{
  return g_object_new (OFFICE_TYPE_BOARD_VIEW, NULL);
}

/**
 * office_board_view_set_room:
 * @self: a board
 * @session: (nullable): the office
 * @room: (nullable): the room's id; %NULL shows nothing
 */
void
office_board_view_set_room (OfficeBoardView *self, OfficeSession *session, const char *room)
{
  if (self->board != NULL && room != NULL && self->session == session
      && g_str_equal (office_board_get_room_id (self->board), room))
    return;

  clear_board (self);
  g_set_object (&self->session, session);
  if (session == NULL || room == NULL)
    return;
  self->board = office_session_open_board (session, room);
  office_board_drag_set_board (self->drag, session, self->board);
  office_picks_bar_set_board (self->picks_bar, session, self->board);
  g_signal_connect (self->board, "items-changed", G_CALLBACK (on_columns_changed), self);
  on_columns_changed (G_LIST_MODEL (self->board), 0, 0, g_list_model_get_n_items (G_LIST_MODEL (self->board)), self);
}

/**
 * office_board_view_set_filter:
 * @self: a board
 * @filter: (nullable): which tasks have a card; followed. %NULL: all
 */
void
office_board_view_set_filter (OfficeBoardView *self, OfficeTaskFilter *filter)
{
  g_return_if_fail (OFFICE_IS_BOARD_VIEW (self));

  if (self->task_filter == filter)
    return;
  if (self->task_filter != NULL)
    g_signal_handlers_disconnect_by_data (self->task_filter, self);
  g_set_object (&self->task_filter, filter);
  if (filter != NULL)
    g_signal_connect_swapped (filter, "changed", G_CALLBACK (on_filter_changed), self);
  on_filter_changed (self);
}

/**
 * office_board_view_set_selected:
 * @self: a board
 * @task: (nullable): the id of the task whose pane is open
 */
void
office_board_view_set_selected (OfficeBoardView *self, const char *task)
{
  g_free (self->selected);
  self->selected = g_strdup (task);
  for (guint i = 0; i < self->column_views->len; i++)
    office_board_column_set_selected (get_column_view (self, i), task);
}

/**
 * office_board_view_set_narrow:
 * @self: a board
 * @narrow: whether to show one column at a time
 */
void
office_board_view_set_narrow (OfficeBoardView *self, gboolean narrow)
{
  guint n;

  if (self->narrow == narrow)
    return;

  /* Made anew in the other place: what is being typed into one is kept as a draft. */
  n = self->column_views->len;
  if (self->board != NULL)
    on_columns_changed (G_LIST_MODEL (self->board), 0, n, 0, self);
  self->narrow = narrow;
  office_board_drag_set_narrow (self->drag, narrow);
  if (self->board != NULL)
    on_columns_changed (G_LIST_MODEL (self->board), 0, 0, n, self);
  show_right_page (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_NARROW]);
}

static OfficeBoardColumn *
get_column_in_use (OfficeBoardView *self)
{
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (self)));
  guint n = self->column_views->len;

  for (guint i = 0; i < n; i++)
    if (focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (get_column_view (self, i))))
      return get_column_view (self, i);
  if (self->narrow && n > 0)
    return get_column_view (self, MIN ((guint) (adw_carousel_get_position (self->carousel) + 0.5), n - 1));
  return get_column_view (self, 0);
}

/**
 * office_board_view_new_task:
 * @self: a board
 *
 * Opens the quick add of the column that has the focus, else of the one in view, else of the first.
 */
void
office_board_view_new_task (OfficeBoardView *self)
{
  OfficeBoardColumn *column = get_column_in_use (self);

  if (column != NULL)
    office_board_column_add_task (column);
}

/**
 * office_board_view_focus:
 * @self: a board
 *
 * Puts the focus on the first card, or on what can be done on an empty board.
 */
void
office_board_view_focus (OfficeBoardView *self)
{
  office_frame_pacer_finish (self->pacer);
  for (guint i = 0; i < self->column_views->len; i++)
    {
      OfficeTaskCard *card = office_board_column_get_card (get_column_view (self, i), 0);

      if (card != NULL)
        {
          focus_card (self, card, i);
          return;
        }
    }
  gtk_widget_child_focus (GTK_WIDGET (self->stack), GTK_DIR_TAB_FORWARD);
}

/**
 * office_board_view_show_task:
 * @self: a board
 * @task: a task's id; one that stands on another board is ignored
 */
void
office_board_view_show_task (OfficeBoardView *self, const char *task)
{
  guint column;
  OfficeTaskCard *card = find_card (self, task, &column);

  if (card != NULL)
    focus_card (self, card, column);
}

OfficeCardFlights *
office_board_view_get_flights (OfficeBoardView *self)
{
  return self->flights;
}
