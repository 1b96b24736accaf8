/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-card-flights.h"

/*
 * A card belongs to its column's list, and is cut off at its edge: on the way from one column to another it is drawn by the
 * board, over all columns. The list that the task has left says where its card was seen; the list that it came to draws the
 * new card as always, but hands over what it has drawn as long as the card is under way. So nothing is laid out again for a
 * flight, and the card is what it has become from the first frame on.
 *
 * Where it lands is asked in each frame: the column may be scrolled meanwhile. A task that no list draws, because it stands
 * out of view, in a folded column or in another room, has just moved.
 */

#define FLIGHT_US 200000

typedef struct {
  graphene_point_t from; /* in the area */
  gint64 start;          /* µs; 0: of the frame that comes */
  GtkWidget *card;       /* weak; of the new place; NULL: not drawn yet */
  GskRenderNode *node;   /* what it looks like, in its parent's coordinates */
} Flight;

struct _OfficeCardFlights {
  GObject parent_instance;

  GtkWidget *area;     /* weak */
  GHashTable *flights; /* OfficeTask → Flight */
  gboolean held;       /* a person has let go of cards, namely at: */
  graphene_point_t hand;
  guint tick;
};

G_DEFINE_FINAL_TYPE (OfficeCardFlights, office_card_flights, G_TYPE_OBJECT)

static void
flight_free (gpointer data)
{
  Flight *flight = data;

  g_clear_weak_pointer (&flight->card);
  g_clear_pointer (&flight->node, gsk_render_node_unref);
  g_free (flight);
}

static double
get_progress (OfficeCardFlights *self, Flight *flight)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (self->area);
  const double t = clock == NULL || flight->start == 0
                       ? 0
                       : (double) (gdk_frame_clock_get_frame_time (clock) - flight->start) / FLIGHT_US;
  const double p = CLAMP (t, 0, 1) - 1;

  return p * p * p + 1;
}

/* Where the card is drawn now. FALSE: not yet, or nowhere any more */
static gboolean
get_place (OfficeCardFlights *self, Flight *flight, graphene_point_t *place)
{
  graphene_point_t to;

  if (flight->card == NULL || flight->node == NULL
      || !gtk_widget_compute_point (flight->card, self->area, graphene_point_zero (), &to))
    return FALSE;
  graphene_point_interpolate (&flight->from, &to, get_progress (self, flight), place);
  return TRUE;
}

/* Its list draws it again. */
static void
redraw (Flight *flight)
{
  GtkWidget *list = flight->card != NULL ? gtk_widget_get_parent (flight->card) : NULL;

  if (list != NULL)
    gtk_widget_queue_draw (list);
}

static gboolean
on_tick (GtkWidget *area, GdkFrameClock *clock, gpointer data)
{
  OfficeCardFlights *self = data;
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, self->flights);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      Flight *flight = value;

      if (flight->start == 0)
        flight->start = gdk_frame_clock_get_frame_time (clock);
      if (gdk_frame_clock_get_frame_time (clock) - flight->start < FLIGHT_US)
        continue;
      redraw (flight);
      g_hash_table_iter_remove (&iter);
    }
  gtk_widget_queue_draw (area);
  if (g_hash_table_size (self->flights) > 0)
    return G_SOURCE_CONTINUE;
  self->tick = 0;
  return G_SOURCE_REMOVE;
}

/* Seen in the list, and not only made for when it is scrolled there. */
static gboolean
is_in_view (OfficeCardFlights *self, GtkWidget *card)
{
  GtkWidget *list = gtk_widget_get_parent (card);
  graphene_rect_t bounds, view, whole;

  if (list == NULL || self->area == NULL || !gtk_widget_compute_bounds (card, list, &bounds)
      || !gtk_widget_compute_bounds (card, self->area, &whole))
    return FALSE;
  view = GRAPHENE_RECT_INIT (0, 0, (float) gtk_widget_get_width (list), (float) gtk_widget_get_height (list));
  if (!graphene_rect_intersection (&bounds, &view, NULL))
    return FALSE;
  view = GRAPHENE_RECT_INIT (0, 0, (float) gtk_widget_get_width (self->area),
                             (float) gtk_widget_get_height (self->area));
  return graphene_rect_intersection (&whole, &view, NULL);
}

static void
office_card_flights_dispose (GObject *object)
{
  OfficeCardFlights *self = OFFICE_CARD_FLIGHTS (object);

  if (self->area != NULL && self->tick != 0)
    gtk_widget_remove_tick_callback (self->area, self->tick);
  self->tick = 0;
  g_clear_weak_pointer (&self->area);
  g_hash_table_remove_all (self->flights);

  G_OBJECT_CLASS (office_card_flights_parent_class)->dispose (object);
}

static void
office_card_flights_finalize (GObject *object)
{
  g_hash_table_unref (OFFICE_CARD_FLIGHTS (object)->flights);

  G_OBJECT_CLASS (office_card_flights_parent_class)->finalize (object);
}

static void
office_card_flights_class_init (OfficeCardFlightsClass *class)
{
  G_OBJECT_CLASS (class)->dispose = office_card_flights_dispose;
  G_OBJECT_CLASS (class)->finalize = office_card_flights_finalize;
}

static void
office_card_flights_init (OfficeCardFlights *self)
{
  self->flights = g_hash_table_new_full (NULL, NULL, g_object_unref, flight_free);
}

/**
 * office_card_flights_new:
 * @area: the board, in whose snapshot office_card_flights_snapshot() is called; not kept
 *
 * Returns: (transfer full): nothing is under way
 */
OfficeCardFlights *
office_card_flights_new (GtkWidget *area)
{
  OfficeCardFlights *self = g_object_new (OFFICE_TYPE_CARD_FLIGHTS, NULL);

  g_set_weak_pointer (&self->area, area);
  return self;
}

/**
 * office_card_flights_take_off:
 * @self: the flights of a board
 * @task: a task that has left a column
 * @card: the card that it had there, still in its place
 *
 * Its next card glides here from there. Nothing happens where the old card is not seen.
 */
void
office_card_flights_take_off (OfficeCardFlights *self, OfficeTask *task, GtkWidget *card)
{
  Flight *before = g_hash_table_lookup (self->flights, task);
  graphene_point_t from;
  Flight *flight;

  if (self->area == NULL || !gtk_widget_get_realized (self->area))
    return;
  if (self->held)
    from = self->hand;
  else if (before == NULL || !get_place (self, before, &from))
    {
      if (!is_in_view (self, card) || !gtk_widget_compute_point (card, self->area, graphene_point_zero (), &from))
        return;
    }
  flight = g_new0 (Flight, 1);
  flight->from = from;
  g_hash_table_replace (self->flights, g_object_ref (task), flight);
  if (self->tick == 0)
    self->tick = gtk_widget_add_tick_callback (self->area, on_tick, self, NULL);
}

/**
 * office_card_flights_set_hand:
 * @self: the flights of a board
 * @point: (nullable): where a person has let go of the cards that move now, in the area
 *
 * Those set out from there until this is called with %NULL: their old place is where they were long ago.
 */
void
office_card_flights_set_hand (OfficeCardFlights *self, const graphene_point_t *point)
{
  self->held = point != NULL;
  if (point != NULL)
    self->hand = *point;
}

gboolean
office_card_flights_has (OfficeCardFlights *self, OfficeTask *task)
{
  return g_hash_table_contains (self->flights, task);
}

/**
 * office_card_flights_find:
 * @self: the flights of a board
 * @task: a task
 * @place: (out): where its card is drawn in this frame, in the area
 *
 * Returns: whether it is under way and was drawn
 */
gboolean
office_card_flights_find (OfficeCardFlights *self, OfficeTask *task, graphene_point_t *place)
{
  Flight *flight = g_hash_table_lookup (self->flights, task);

  return flight != NULL && get_place (self, flight, place);
}

/**
 * office_card_flights_carry:
 * @self: the flights of a board
 * @task: a task
 * @card: the card that it has now
 * @node: (nullable): what that looks like, in its list
 *
 * Returns: whether the board draws it now: the list is not to
 */
gboolean
office_card_flights_carry (OfficeCardFlights *self, OfficeTask *task, GtkWidget *card, GskRenderNode *node)
{
  Flight *flight = g_hash_table_lookup (self->flights, task);

  if (flight == NULL || node == NULL)
    return FALSE;
  if (!is_in_view (self, card))
    {
      g_hash_table_remove (self->flights, task);
      return FALSE;
    }
  g_set_weak_pointer (&flight->card, card);
  g_clear_pointer (&flight->node, gsk_render_node_unref);
  flight->node = gsk_render_node_ref (node);
  return TRUE;
}

/**
 * office_card_flights_snapshot:
 * @self: the flights of a board
 * @snapshot: the area's, after its children
 */
void
office_card_flights_snapshot (OfficeCardFlights *self, GtkSnapshot *snapshot)
{
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, self->flights);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      Flight *flight = value;
      graphene_point_t place, own;

      if (!get_place (self, flight, &place)
          || !gtk_widget_compute_point (flight->card, gtk_widget_get_parent (flight->card), graphene_point_zero (),
                                        &own))
        continue;
      gtk_snapshot_save (snapshot);
      gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (place.x - own.x, place.y - own.y));
      gtk_snapshot_append_node (snapshot, flight->node);
      gtk_snapshot_restore (snapshot);
    }
}
