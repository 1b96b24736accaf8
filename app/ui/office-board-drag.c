/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-board-drag.h"

#include <glib/gi18n.h>

#include "office-drag-edge.h"
#include "office-drag.h"
#include "office-touch-drag.h"

#define SLOT_HEIGHT 62
#define COLUMN_SLOT 268
#define DWELL_US    500000 /* until the narrow board goes on to the next column */

struct _OfficeBoardDrag {
  OfficeBoardDragPlace at;
  OfficeSession *session;
  OfficeBoard *board;
  gboolean narrow;

  GtkDropTarget *target;
  OfficeBoardColumn *over; /* has the slot; nullable */
  GtkWidget *column_slot;  /* where a column would land; nullable */
  guint column_place;
  double x, y; /* of the pointer, in the area */
  guint tick;
  gint64 edge_since; /* µs; 0: not at an edge */

  GtkEventController *controllers[2];
  OfficeTouchDrag *touch;
  OfficeTask *held; /* by a finger: let go where it was, its menu is wanted; nullable */
  double grip_x, grip_y;
  GtkWidget *source; /* the card or column that is being dragged, only while it begins */
};

/* ---- what is where ---- */

static OfficeBoardColumn *
get_view (OfficeBoardDrag *self, guint index)
{
  return self->at.column_views->pdata[index];
}

static gboolean
get_bounds (OfficeBoardDrag *self, OfficeBoardColumn *column, graphene_rect_t *bounds)
{
  return gtk_widget_compute_bounds (GTK_WIDGET (column), self->at.area, bounds);
}

/* The column over or under the point: also below its last card. */
static OfficeBoardColumn *
find_column (OfficeBoardDrag *self, double x)
{
  OfficeBoardColumn *nearest = NULL;
  double least = 24; /* between two columns */

  for (guint i = 0; i < self->at.column_views->len; i++)
    {
      graphene_rect_t bounds;
      double distance;

      if (!get_bounds (self, get_view (self, i), &bounds))
        continue;
      distance = MAX (bounds.origin.x - x, x - bounds.origin.x - bounds.size.width);
      if (distance < least)
        {
          least = distance;
          nearest = get_view (self, i);
        }
    }
  return nearest;
}

static guint
find_place (OfficeBoardDrag *self, OfficeBoardColumn *column, double y)
{
  OfficeCardList *list = office_board_column_get_list (column);
  graphene_point_t point;

  if (office_board_column_is_collapsed (column)
      || !gtk_widget_compute_point (self->at.area, GTK_WIDGET (list), &GRAPHENE_POINT_INIT (0, (float) y), &point))
    return 0;
  return office_card_list_find_place (list, point.y);
}

/* Before which column a dragged one would stand. */
static guint
find_column_place (OfficeBoardDrag *self, double x)
{
  const gboolean rtl = gtk_widget_get_direction (self->at.area) == GTK_TEXT_DIR_RTL;
  guint place = 0;

  for (guint i = 0; i < self->at.column_views->len; i++)
    {
      graphene_rect_t bounds;
      double middle;

      if (!get_bounds (self, get_view (self, i), &bounds))
        continue;
      middle = bounds.origin.x + bounds.size.width / 2;
      if (rtl ? x < middle : x > middle)
        place = i + 1;
    }
  return place;
}

/* ---- the slot ---- */

static void
hide_slot (OfficeBoardDrag *self)
{
  if (self->over != NULL)
    office_board_column_hide_slot (self->over);
  self->over = NULL;
  if (self->column_slot != NULL)
    gtk_box_remove (self->at.columns, self->column_slot);
  self->column_slot = NULL;
}

static void
show_card_slot (OfficeBoardDrag *self)
{
  OfficeBoardColumn *column = find_column (self, self->x);

  if (column != self->over)
    hide_slot (self);
  self->over = column;
  if (column != NULL)
    office_board_column_show_slot (column, find_place (self, column, self->y), SLOT_HEIGHT);
}

static void
show_column_slot (OfficeBoardDrag *self)
{
  const guint place = find_column_place (self, self->x);

  if (self->column_slot != NULL && self->column_place == place)
    return;
  if (self->column_slot == NULL)
    {
      self->column_slot = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
      gtk_widget_add_css_class (self->column_slot, "drop-slot");
      gtk_widget_set_can_target (self->column_slot, FALSE);
      gtk_widget_set_size_request (self->column_slot, COLUMN_SLOT, 120);
      gtk_widget_set_valign (self->column_slot, GTK_ALIGN_START);
      gtk_box_append (self->at.columns, self->column_slot);
    }
  self->column_place = place;
  gtk_box_reorder_child_after (self->at.columns, self->column_slot,
                               place > 0 ? GTK_WIDGET (get_view (self, place - 1)) : NULL);
}

static gboolean
is_of_board (OfficeBoardDrag *self, const GValue *value)
{
  if (value == NULL || self->board == NULL)
    return FALSE;
  if (G_VALUE_HOLDS (value, OFFICE_TYPE_COLUMN))
    return !self->narrow
           && office_board_find_column (self->board, office_column_get_id (g_value_get_object (value))) != NULL;
  return G_VALUE_HOLDS (value, OFFICE_TYPE_TASK)
         && g_strcmp0 (office_task_get_room_id (g_value_get_object (value)), office_board_get_room_id (self->board))
                == 0;
}

static gboolean
show_slot (OfficeBoardDrag *self)
{
  const GValue *value = gtk_drop_target_get_value (self->target);

  if (!is_of_board (self, value))
    return FALSE;
  if (G_VALUE_HOLDS (value, OFFICE_TYPE_COLUMN))
    show_column_slot (self);
  else
    show_card_slot (self);
  return TRUE;
}

/*
 * Cards that come up under the pointer, by scrolling or because the slot moves them, make GTK 4.8 synthesise a crossing
 * without a drop, and crash. While something is dragged the pointer finds only the board itself.
 */
static void
set_can_target (OfficeBoardDrag *self, gboolean can)
{
  gtk_widget_set_can_target (GTK_WIDGET (self->at.columns), can);
  gtk_widget_set_can_target (GTK_WIDGET (self->at.carousel), can);
}

/* ---- scrolling at the edges ---- */

static gboolean
scroll_down_or_up (OfficeBoardDrag *self)
{
  GtkWidget *list;
  graphene_rect_t bounds;
  double depth;

  if (self->over == NULL || office_board_column_is_collapsed (self->over))
    return FALSE;
  list = GTK_WIDGET (office_board_column_get_list (self->over));
  if (!gtk_widget_compute_bounds (list, self->at.area, &bounds) || bounds.size.height < 2 * OFFICE_DRAG_EDGE)
    return FALSE;
  depth = office_drag_edge_get_depth (self->y - bounds.origin.y, bounds.size.height);
  return depth != 0
         && office_card_list_scroll_by (office_board_column_get_list (self->over), depth * OFFICE_DRAG_SPEED);
}

static gboolean
scroll_sideways (OfficeBoardDrag *self)
{
  GtkAdjustment *adjustment = gtk_scrolled_window_get_hadjustment (self->at.scroller);
  const double depth = office_drag_edge_get_depth (self->x, gtk_widget_get_width (self->at.area));
  const double before = gtk_adjustment_get_value (adjustment);

  if (depth == 0)
    return FALSE;
  gtk_adjustment_set_value (adjustment, before + depth * OFFICE_DRAG_SPEED);
  return gtk_adjustment_get_value (adjustment) != before;
}

/* One column is in view: at the edge it goes on by one, and on, as long as it is held there. */
static void
turn_page (OfficeBoardDrag *self, gint64 now)
{
  const double depth = office_drag_edge_get_depth (self->x, gtk_widget_get_width (self->at.area));
  const gboolean rtl = gtk_widget_get_direction (self->at.area) == GTK_TEXT_DIR_RTL;
  const int page = (int) (adw_carousel_get_position (self->at.carousel) + 0.5) + ((depth > 0) != rtl ? 1 : -1);

  if (depth == 0)
    {
      self->edge_since = 0;
      return;
    }
  if (self->edge_since == 0)
    self->edge_since = now;
  if (now - self->edge_since < DWELL_US)
    return;
  self->edge_since = now;
  if (page >= 0 && page < (int) self->at.column_views->len)
    adw_carousel_scroll_to (self->at.carousel, GTK_WIDGET (get_view (self, (guint) page)), TRUE);
}

static gboolean
on_tick (GtkWidget *area, GdkFrameClock *clock, gpointer data)
{
  OfficeBoardDrag *self = data;
  gboolean moved = scroll_down_or_up (self);

  if (self->narrow)
    turn_page (self, gdk_frame_clock_get_frame_time (clock));
  else
    moved = scroll_sideways (self) || moved;
  if (moved)
    show_slot (self);
  return G_SOURCE_CONTINUE;
}

static void
stop_scrolling (OfficeBoardDrag *self)
{
  if (self->tick != 0)
    gtk_widget_remove_tick_callback (self->at.area, self->tick);
  self->tick = 0;
  self->edge_since = 0;
}

/* ---- dropping ---- */

static GdkDragAction
on_motion (GtkDropTarget *target, double x, double y, OfficeBoardDrag *self)
{
  GdkDrag *drag = office_drag_get_over (target);

  self->x = x;
  self->y = y;
  office_touch_drag_note_motion (drag, self->at.area, x, y);
  if (office_drag_is_over (drag) || !show_slot (self))
    return 0;
  set_can_target (self, FALSE);
  if (self->tick == 0)
    self->tick = gtk_widget_add_tick_callback (self->at.area, on_tick, self, NULL);
  return GDK_ACTION_MOVE;
}

static void
on_leave (GtkDropTarget *target, OfficeBoardDrag *self)
{
  hide_slot (self);
  stop_scrolling (self);
  set_can_target (self, TRUE);
}

/* What is done when GTK is through with the drag: a move may take away what it began on. */
typedef struct {
  GtkWidget *area;
  OfficeSession *session;
  OfficeCardFlights *flights;
  graphene_point_t hand; /* where the card was let go, on the board */
  char **tasks;          /* NULL: a column is moved */
  char *column;
  char *after; /* nullable: on top, or first */
} Landing;

static void
landing_free (gpointer data, GClosure *closure)
{
  Landing *landing = data;

  g_object_unref (landing->area);
  g_object_unref (landing->session);
  g_clear_object (&landing->flights);
  g_strfreev (landing->tasks);
  g_free (landing->column);
  g_free (landing->after);
  g_free (landing);
}

static void
land (GdkDrag *drag, Landing *landing)
{
  g_autoptr (GError) error = NULL;

  if (landing->flights != NULL)
    office_card_flights_set_hand (landing->flights, &landing->hand);
  if (landing->tasks == NULL)
    office_session_move_column (landing->session, landing->column, landing->after, &error);
  else if (landing->tasks[1] == NULL)
    office_session_move_task (landing->session, landing->tasks[0], landing->column, landing->after, &error);
  else
    office_session_move_tasks (landing->session, (const char *const *) landing->tasks, landing->column, landing->after,
                               &error);
  if (landing->flights != NULL)
    office_card_flights_set_hand (landing->flights, NULL);
  if (error != NULL)
    gtk_widget_activate_action (landing->area, "win.say", "s", error->message);
}

static gboolean
is_dragged_along (OfficeBoardDrag *self, OfficeTask *task, OfficeTask *other)
{
  return other == task
         || (office_card_picks_has (self->at.picks, task) && office_card_picks_has (self->at.picks, other));
}

static char **
dup_dragged (OfficeBoardDrag *self, OfficeTask *task)
{
  g_autoptr (GStrvBuilder) ids = g_strv_builder_new ();

  if (office_card_picks_has (self->at.picks, task))
    return office_card_picks_dup_ids (self->at.picks, self->board);
  g_strv_builder_add (ids, office_task_get_id (task));
  return g_strv_builder_end (ids);
}

/* The card above the place that stays where it is. NULL: on top. */
static char *
dup_after (OfficeBoardDrag *self, OfficeBoardColumn *column, guint place, OfficeTask *task)
{
  GListModel *tasks = office_board_column_get_tasks (column);

  while (place-- > 0)
    {
      g_autoptr (OfficeTask) above = g_list_model_get_item (tasks, place);

      if (above != NULL && !is_dragged_along (self, task, above))
        return g_strdup (office_task_get_id (above));
    }
  return NULL;
}

static gboolean
stays_in_place (OfficeBoardColumn *column, guint place, OfficeTask *task)
{
  const int index = office_card_list_find_index (office_board_column_get_list (column), task);

  return index >= 0 && (place == (guint) index || place == (guint) index + 1);
}

static Landing *
make_column_landing (OfficeBoardDrag *self, OfficeColumn *column)
{
  const guint place = find_column_place (self, self->x);
  OfficeColumn *before = place > 0 ? office_board_column_get_column (get_view (self, place - 1)) : NULL;
  OfficeColumn *behind = place < self->at.column_views->len ? office_board_column_get_column (get_view (self, place))
                                                            : NULL;
  Landing *landing;

  if (before == column || behind == column)
    return NULL;
  landing = g_new0 (Landing, 1);
  landing->column = g_strdup (office_column_get_id (column));
  landing->after = before != NULL ? g_strdup (office_column_get_id (before)) : NULL;
  return landing;
}

static Landing *
make_card_landing (OfficeBoardDrag *self, OfficeTask *task)
{
  OfficeBoardColumn *column = find_column (self, self->x);
  const guint place = column != NULL ? find_place (self, column, self->y) : 0;
  g_auto (GStrv) ids = dup_dragged (self, task);
  Landing *landing;

  if (column == NULL || ids[0] == NULL || (ids[1] == NULL && stays_in_place (column, place, task)))
    return NULL;
  landing = g_new0 (Landing, 1);
  landing->tasks = g_steal_pointer (&ids);
  landing->column = g_strdup (office_column_get_id (office_board_column_get_column (column)));
  landing->after = dup_after (self, column, place, task);
  if (gtk_widget_compute_point (
          self->at.area, self->at.board,
          &GRAPHENE_POINT_INIT ((float) (self->x - self->grip_x), (float) (self->y - self->grip_y)), &landing->hand))
    landing->flights = g_object_ref (self->at.flights);
  return landing;
}

static gboolean
on_drop (GtkDropTarget *target, const GValue *value, double x, double y, OfficeBoardDrag *self)
{
  GdkDrag *drag = office_drag_get_over (target);
  Landing *landing = NULL;

  self->x = x;
  self->y = y;
  /* Cards are dragged within this program only. */
  if (drag != NULL && is_of_board (self, value))
    landing = G_VALUE_HOLDS (value, OFFICE_TYPE_COLUMN) ? make_column_landing (self, g_value_get_object (value))
                                                        : make_card_landing (self, g_value_get_object (value));
  office_touch_drag_note_motion (drag, self->at.area, x, y);
  on_leave (target, self);
  if (landing == NULL)
    return drag != NULL;
  landing->area = g_object_ref (self->at.area);
  landing->session = g_object_ref (self->session);
  g_signal_connect_data (drag, "dnd-finished", G_CALLBACK (land), landing, landing_free, G_CONNECT_AFTER);
  return TRUE;
}

/* ---- taking hold ---- */

static GtkWidget *
find_source (OfficeBoardDrag *self, double x, double y)
{
  GtkWidget *widget = gtk_widget_pick (self->at.area, x, y, GTK_PICK_DEFAULT);
  GtkWidget *card, *column;

  if (widget == NULL)
    return NULL;
  card = gtk_widget_get_ancestor (widget, OFFICE_TYPE_TASK_CARD);
  if (card != NULL)
    return card;
  column = gtk_widget_get_ancestor (widget, OFFICE_TYPE_BOARD_COLUMN);
  if (column == NULL || self->narrow)
    return NULL;
  return widget == office_board_column_get_head (OFFICE_BOARD_COLUMN (column))
                 || gtk_widget_is_ancestor (widget, office_board_column_get_head (OFFICE_BOARD_COLUMN (column)))
             ? column
             : NULL;
}

static GdkContentProvider *
make_content (GtkWidget *source)
{
  if (OFFICE_IS_TASK_CARD (source))
    return gdk_content_provider_new_typed (OFFICE_TYPE_TASK, office_task_card_get_task (OFFICE_TASK_CARD (source)));
  return gdk_content_provider_new_typed (OFFICE_TYPE_COLUMN,
                                         office_board_column_get_column (OFFICE_BOARD_COLUMN (source)));
}

static GHashTable *
list_left (OfficeBoardDrag *self, OfficeTask *task)
{
  GHashTable *left = g_hash_table_new_full (NULL, NULL, g_object_unref, NULL);
  g_autoptr (GPtrArray) picked = office_card_picks_list (self->at.picks, self->board);

  g_hash_table_add (left, g_object_ref (task));
  for (guint i = 0; office_card_picks_has (self->at.picks, task) && i < picked->len; i++)
    g_hash_table_add (left, g_object_ref (picked->pdata[i]));
  return left;
}

static void
set_left (OfficeBoardDrag *self, GHashTable *tasks)
{
  for (guint i = 0; i < self->at.column_views->len; i++)
    office_card_list_set_left (office_board_column_get_list (get_view (self, i)), tasks);
}

static GtkWidget *
make_card_icon (OfficeBoardDrag *self, GtkWidget *source, OfficeTask *task, guint n)
{
  GtkWidget *icon = office_task_card_new (self->session, task);
  GtkWidget *overlay, *count;
  g_autofree char *text = g_strdup_printf ("%u", n);

  gtk_widget_add_css_class (icon, "dragged");
  gtk_widget_set_size_request (icon, gtk_widget_get_width (source), -1);
  if (n < 2)
    return icon;
  overlay = gtk_overlay_new ();
  count = gtk_label_new (text);
  gtk_widget_add_css_class (count, "badge");
  gtk_widget_set_halign (count, GTK_ALIGN_END);
  gtk_widget_set_valign (count, GTK_ALIGN_START);
  gtk_overlay_set_child (GTK_OVERLAY (overlay), icon);
  gtk_overlay_add_overlay (GTK_OVERLAY (overlay), count);
  return overlay;
}

static void
begin (OfficeBoardDrag *self, GdkDrag *drag, GtkWidget *source)
{
  GtkWidget *icon;

  if (OFFICE_IS_TASK_CARD (source))
    {
      OfficeTask *task = office_task_card_get_task (OFFICE_TASK_CARD (source));
      g_autoptr (GHashTable) left = list_left (self, task);

      icon = make_card_icon (self, source, task, g_hash_table_size (left));
      set_left (self, left);
    }
  else
    {
      g_autoptr (GdkPaintable) paintable = gtk_widget_paintable_new (source);
      g_autoptr (GdkPaintable) image = gdk_paintable_get_current_image (paintable);

      icon = gtk_picture_new_for_paintable (image);
      gtk_widget_set_size_request (icon, gtk_widget_get_width (source), gtk_widget_get_height (source));
      gtk_widget_add_css_class (source, "left");
    }
  gtk_drag_icon_set_child (GTK_DRAG_ICON (gtk_drag_icon_get_for_drag (drag)), icon);
  gdk_drag_set_hotspot (drag, (int) self->grip_x, (int) self->grip_y);
  office_drag_add_escape (drag);
  set_can_target (self, FALSE);
}

static void
finish (OfficeBoardDrag *self)
{
  set_left (self, NULL);
  for (guint i = 0; i < self->at.column_views->len; i++)
    gtk_widget_remove_css_class (GTK_WIDGET (get_view (self, i)), "left");
  on_leave (self->target, self);
}

static GtkWidget *
take_hold (OfficeBoardDrag *self, double x, double y)
{
  GtkWidget *source = self->board != NULL ? find_source (self, x, y) : NULL;
  graphene_point_t point;

  if (source == NULL
      || !gtk_widget_compute_point (self->at.area, source, &GRAPHENE_POINT_INIT ((float) x, (float) y), &point))
    return NULL;
  self->grip_x = point.x;
  self->grip_y = point.y;
  return source;
}

/* A finger that moves at once scrolls. */
static GdkContentProvider *
on_prepare (GtkDragSource *drag_source, double x, double y, OfficeBoardDrag *self)
{
  if (gtk_gesture_get_last_updated_sequence (GTK_GESTURE (drag_source)) != NULL)
    return NULL;
  self->source = take_hold (self, x, y);
  return self->source != NULL ? make_content (self->source) : NULL;
}

static void
on_drag_begin (GtkDragSource *drag_source, GdkDrag *drag, OfficeBoardDrag *self)
{
  if (self->source != NULL)
    begin (self, drag, self->source);
  self->source = NULL;
}

static void
on_drag_end (GtkDragSource *drag_source, GdkDrag *drag, gboolean delete_data, OfficeBoardDrag *self)
{
  finish (self);
}

/* ---- by a finger ---- */

static void
show_menu (OfficeBoardDrag *self, OfficeTask *task)
{
  for (guint i = 0; i < self->at.column_views->len; i++)
    {
      OfficeTaskCard *card = office_card_list_find_card (office_board_column_get_list (get_view (self, i)), task);

      if (card != NULL)
        office_task_card_show_menu (card, self->grip_x, self->grip_y);
    }
}

static GdkContentProvider *
on_touch_take (double x, double y, gpointer data)
{
  OfficeBoardDrag *self = data;

  self->source = take_hold (self, x, y);
  g_clear_object (&self->held);
  if (self->source != NULL && OFFICE_IS_TASK_CARD (self->source))
    self->held = g_object_ref (office_task_card_get_task (OFFICE_TASK_CARD (self->source)));
  return self->source != NULL ? make_content (self->source) : NULL;
}

static void
on_touch_begun (GdkDrag *drag, gpointer data)
{
  on_drag_begin (NULL, drag, data);
}

static void
on_touch_over (gboolean pressed, gpointer data)
{
  OfficeBoardDrag *self = data;

  finish (self);
  if (pressed && self->held != NULL)
    show_menu (self, self->held);
  g_clear_object (&self->held);
}

/* ---- public ---- */

/**
 * office_board_drag_new:
 * @place: the parts of the board
 *
 * Returns: (transfer full): what drags on it
 */
OfficeBoardDrag *
office_board_drag_new (const OfficeBoardDragPlace *place)
{
  OfficeBoardDrag *self = g_new0 (OfficeBoardDrag, 1);
  GtkDragSource *source = gtk_drag_source_new ();
  GType types[] = { OFFICE_TYPE_TASK, OFFICE_TYPE_COLUMN };

  self->at = *place;
  self->target = gtk_drop_target_new (G_TYPE_INVALID, GDK_ACTION_MOVE);
  gtk_drop_target_set_gtypes (self->target, types, G_N_ELEMENTS (types));
  gtk_drop_target_set_preload (self->target, TRUE);
  g_signal_connect (self->target, "enter", G_CALLBACK (on_motion), self);
  g_signal_connect (self->target, "motion", G_CALLBACK (on_motion), self);
  g_signal_connect (self->target, "leave", G_CALLBACK (on_leave), self);
  g_signal_connect (self->target, "drop", G_CALLBACK (on_drop), self);
  gtk_widget_add_controller (place->area, GTK_EVENT_CONTROLLER (self->target));

  gtk_drag_source_set_actions (source, GDK_ACTION_MOVE);
  g_signal_connect (source, "prepare", G_CALLBACK (on_prepare), self);
  g_signal_connect (source, "drag-begin", G_CALLBACK (on_drag_begin), self);
  g_signal_connect (source, "drag-end", G_CALLBACK (on_drag_end), self);
  gtk_widget_add_controller (place->area, GTK_EVENT_CONTROLLER (source));

  self->controllers[0] = GTK_EVENT_CONTROLLER (self->target);
  self->controllers[1] = GTK_EVENT_CONTROLLER (source);
  self->touch = office_touch_drag_new (place->area, GTK_PHASE_CAPTURE,
                                       &(OfficeTouchDragHands){ on_touch_take, on_touch_begun, on_touch_over }, self);
  return self;
}

/**
 * office_board_drag_free:
 * @self: (transfer full): nothing can be dragged any more
 */
void
office_board_drag_free (OfficeBoardDrag *self)
{
  stop_scrolling (self);
  hide_slot (self);
  office_touch_drag_free (self->touch);
  g_clear_object (&self->held);
  for (guint i = 0; i < G_N_ELEMENTS (self->controllers); i++)
    {
      g_signal_handlers_disconnect_by_data (self->controllers[i], self);
      gtk_widget_remove_controller (self->at.area, self->controllers[i]);
    }
  office_board_drag_set_board (self, NULL, NULL);
  g_free (self);
}

void
office_board_drag_set_board (OfficeBoardDrag *self, OfficeSession *session, OfficeBoard *board)
{
  hide_slot (self);
  g_set_object (&self->session, session);
  g_set_object (&self->board, board);
}

void
office_board_drag_set_narrow (OfficeBoardDrag *self, gboolean narrow)
{
  hide_slot (self);
  self->narrow = narrow;
}
