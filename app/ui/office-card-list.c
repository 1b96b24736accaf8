/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-card-list.h"

#include "office-card-glides.h"
#include "office-card-places.h"
#include "office-card-stock.h"

/*
 * A column may have 2,000 tasks, and a card costs a third of a millisecond: only those near the view are made, and a card
 * that is scrolled out of it is given the task that comes in. GtkListView makes some 200 rows whatever is seen, and does not
 * hold its place with rows of different heights (4.8).
 *
 * Heights of cards that are not made are remembered or guessed. So that nothing in view jumps when a guess was wrong, or when
 * somebody else changes the column above the view, the first card in view keeps its place in the window ("anchor").
 *
 * The card that has the focus stays, wherever the view is.
 */

#define SPACING    6   /* and a pixel round each card */
#define GUESS      76  /* of a card with a line of title and a line of marks */
#define FIRST_PAGE 900 /* until the height is known */
#define BEYOND     120 /* so many pixels above and below the view cards are made */

/* How far the cards are that office_card_list_catch_up() makes. */
typedef enum {
  ALL_MADE,
  SOME_MISSING,
  NEARLY_MADE, /* as many as their heights seem to be: the next allocation tells */
} Progress;

struct _OfficeCardList {
  GtkWidget parent_instance;

  OfficeCardPicks *picks;
  OfficeCardFlights *flights; /* nullable */
  GListModel *model;

  OfficeCardPlaces *places;
  GHashTable *known; /* OfficeTask → its height when it was last seen; a pointer that is only compared */
  OfficeCardStock *stock;

  GtkAdjustment *adjustments[2];
  GtkScrollablePolicy policies[2];
  guint anchor; /* the first card in view, and how much of it is above */
  int anchor_offset;
  int page;     /* height of the view */
  int reported; /* the height that was asked for last */
  int width;    /* that was given last; 0: none yet */
  guint grow_source;
  gboolean allocating;
  Progress progress;

  GtkWidget *slot; /* nullable */

  OfficeCardGlides *glides;
  guint tick;
};

enum { PROP_0, PROP_HADJUSTMENT, PROP_VADJUSTMENT, PROP_HSCROLL_POLICY, PROP_VSCROLL_POLICY };
enum { FOCUS_LOST, PICKED, N_SIGNALS };

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE_WITH_CODE (OfficeCardList, office_card_list, GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_SCROLLABLE, NULL))

/* ---- places ---- */

static guint
get_n (OfficeCardList *self)
{
  return office_card_places_get_n (self->places);
}

static int
get_value (OfficeCardList *self)
{
  GtkAdjustment *adjustment = self->adjustments[GTK_ORIENTATION_VERTICAL];

  return adjustment != NULL ? (int) gtk_adjustment_get_value (adjustment) : 0;
}

/* The view is where it is wanted. */
static void
note_anchor (OfficeCardList *self)
{
  int top = 0;

  self->anchor = get_n (self) > 0 ? office_card_places_find (self->places, get_value (self), &top) : 0;
  self->anchor_offset = get_value (self) - top;
}

static int
guess (OfficeCardList *self, OfficeTask *task)
{
  const int known = GPOINTER_TO_INT (g_hash_table_lookup (self->known, task));

  return known > 0 ? known : GUESS;
}

/* ---- cards ---- */

static void
on_card_picked (OfficeTaskCard *card, GdkModifierType state, OfficeCardList *self)
{
  g_signal_emit (self, signals[PICKED], 0, card, state);
}

static void
retire (OfficeCardList *self, OfficeTask *task)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *card = GTK_WIDGET (office_card_stock_find (self->stock, task));

  if (self->flights != NULL && office_card_glides_has_notes (self->glides)
      && office_card_list_find_index (self, task) < 0)
    office_card_flights_take_off (self->flights, task, card);
  if (root != NULL && gtk_widget_has_focus (card))
    {
      g_signal_emit (self, signals[FOCUS_LOST], 0, office_task_get_id (task));
      gtk_root_set_focus (root, NULL);
    }
  office_card_stock_put_back (self->stock, task);
}

static gboolean
holds_focus (OfficeTaskCard *card)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (card));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  return focus != NULL && (focus == GTK_WIDGET (card) || gtk_widget_is_ancestor (focus, GTK_WIDGET (card)));
}

static void
retire_others (OfficeCardList *self, GHashTable *wanted)
{
  g_autoptr (GPtrArray) others = office_card_stock_list_others (self->stock, wanted);

  for (guint i = 0; i < others->len; i++)
    {
      OfficeTask *task = others->pdata[i];

      /* Looked for only where it matters: that is one card at most. */
      if (holds_focus (office_card_stock_find (self->stock, task)) && office_card_list_find_index (self, task) >= 0)
        continue;
      retire (self, task);
    }
}

/* Makes the cards that stand in view, or nearly, and so many of them. Returns whether all of them are there. */
static gboolean
make_some (OfficeCardList *self, guint most)
{
  g_autoptr (GHashTable) wanted = g_hash_table_new (NULL, NULL);
  g_autoptr (GPtrArray) tasks = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) cards = g_ptr_array_new ();
  const int value = get_value (self);
  gboolean complete = TRUE;
  int top = 0;

  if (get_n (self) > 0)
    for (guint i = office_card_places_find (self->places, value - BEYOND, &top);
         i < get_n (self) && top < value + self->page + BEYOND; i++)
      {
        OfficeTask *task = g_list_model_get_item (self->model, i);

        g_ptr_array_add (tasks, task);
        g_hash_table_add (wanted, task);
        top += office_card_places_get_step (self->places, i);
      }
  retire_others (self, wanted);
  for (guint i = 0; i < tasks->len; i++)
    {
      OfficeTaskCard *card = office_card_stock_find (self->stock, tasks->pdata[i]);

      if (card == NULL && most > 0)
        {
          card = office_card_stock_make (self->stock, tasks->pdata[i]);
          most--;
        }
      if (card != NULL)
        g_ptr_array_add (cards, card);
      else
        complete = FALSE;
    }
  office_card_stock_put_in_order (self->stock, cards);
  return complete;
}

static void
make_range (OfficeCardList *self)
{
  make_some (self, self->progress == ALL_MADE ? G_MAXUINT : 0);
}

/* A container may ask for less than it gives in the end, and than a card needs, of which newer GTK warns. */
static int
measure_card (OfficeTaskCard *card, int width)
{
  int least, height;

  gtk_widget_measure (GTK_WIDGET (card), GTK_ORIENTATION_HORIZONTAL, -1, &least, NULL, NULL, NULL);
  gtk_widget_measure (GTK_WIDGET (card), GTK_ORIENTATION_VERTICAL, MAX (width, least), NULL, &height, NULL, NULL);
  return height;
}

/* What the cards that there are take, now that the width is known. Returns whether any was guessed wrong. */
static gboolean
measure_cards (OfficeCardList *self, int width)
{
  gboolean wrong = FALSE;
  guint left = office_card_stock_get_n (self->stock);

  for (guint i = 0; i < get_n (self) && left > 0; i++)
    {
      g_autoptr (OfficeTask) task = g_list_model_get_item (self->model, i);
      OfficeTaskCard *card = office_card_stock_find (self->stock, task);
      int height;

      if (card == NULL)
        continue;
      left--;
      height = measure_card (card, width);
      if (height == office_card_places_get_height (self->places, i))
        continue;
      office_card_places_set_height (self->places, i, height);
      g_hash_table_insert (self->known, task, GINT_TO_POINTER (height));
      wrong = TRUE;
    }
  return wrong;
}

/* ---- gliding ---- */

static gint64
get_time (OfficeCardList *self)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (GTK_WIDGET (self));

  return clock != NULL ? gdk_frame_clock_get_frame_time (clock) : G_MAXINT64;
}

static gboolean
on_glide (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  OfficeCardList *self = OFFICE_CARD_LIST (widget);

  gtk_widget_queue_allocate (widget);
  if (office_card_glides_go_on (self->glides, gdk_frame_clock_get_frame_time (clock)))
    return G_SOURCE_CONTINUE;
  self->tick = 0;
  return G_SOURCE_REMOVE;
}

/* The new places are known: those that stood elsewhere set out from there. */
static void
begin_glide (OfficeCardList *self)
{
  const int value = get_value (self);

  if (!office_card_glides_has_notes (self->glides))
    return;
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    {
      office_card_glides_begin (self->glides, get_time (self));
      for (guint i = 0, left = office_card_stock_get_n (self->stock); i < get_n (self) && left > 0; i++)
        {
          g_autoptr (OfficeTask) task = g_list_model_get_item (self->model, i);

          if (office_card_stock_find (self->stock, task) == NULL)
            continue;
          left--;
          office_card_glides_set_out (self->glides, task, office_card_places_get_top (self->places, i) - value,
                                      2 * self->page);
        }
      if (self->tick == 0)
        self->tick = gtk_widget_add_tick_callback (GTK_WIDGET (self), on_glide, NULL, NULL);
    }
  office_card_glides_forget_notes (self->glides);
}

/* ---- the model ---- */

static void
on_picks_changed (OfficeCardList *self)
{
  office_card_stock_dress (self->stock);
}

static void
set_value_quietly (OfficeCardList *self, int value)
{
  GtkAdjustment *adjustment = self->adjustments[GTK_ORIENTATION_VERTICAL];
  const int total = office_card_places_get_total (self->places);

  if (adjustment == NULL)
    return;
  self->allocating = TRUE;
  value = CLAMP (value, 0, MAX (total - self->page, 0));
  gtk_adjustment_configure (adjustment, value, 0, MAX (total, self->page), self->page * 0.1, self->page * 0.9,
                            self->page);
  self->allocating = FALSE;
}

/* Whatever has become of what stands above. */
static void
hold_anchor (OfficeCardList *self)
{
  const guint anchor = MIN (self->anchor, get_n (self));

  set_value_quietly (
      self, get_value (self) > 0 ? office_card_places_get_top (self->places, anchor) + self->anchor_offset : 0);
}

static void
on_items_changed (GListModel *model, guint position, guint removed, guint added, OfficeCardList *self)
{
  g_autofree int *heights = g_new (int, added);

  for (guint i = 0; i < added; i++)
    {
      g_autoptr (OfficeTask) task = g_list_model_get_item (model, position + i);

      heights[i] = guess (self, task);
    }
  office_card_places_splice (self->places, position, removed, heights, added);
  /* What stood at the top of the column stays there: a new card is to be seen. */
  if (get_value (self) > 0 && position + removed <= self->anchor)
    {
      self->anchor = self->anchor - removed + added;
      hold_anchor (self);
    }
  else
    note_anchor (self);
  make_range (self);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

/* ---- scrolling ---- */

static void
on_value_changed (OfficeCardList *self)
{
  if (self->allocating)
    return;
  note_anchor (self);
  make_range (self);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

static void
set_adjustment (OfficeCardList *self, GtkOrientation orientation, GtkAdjustment *adjustment)
{
  if (self->adjustments[orientation] != NULL)
    g_signal_handlers_disconnect_by_data (self->adjustments[orientation], self);
  g_set_object (&self->adjustments[orientation], adjustment);
  if (adjustment != NULL)
    g_signal_connect_swapped (adjustment, "value-changed", G_CALLBACK (on_value_changed), self);
}

static void
scroll_to (OfficeCardList *self, guint index)
{
  GtkAdjustment *adjustment = self->adjustments[GTK_ORIENTATION_VERTICAL];
  const int top = office_card_places_get_top (self->places, index);

  if (adjustment == NULL)
    return;
  /* The sums are those of now, the adjustment's may be of the last frame. */
  if (gtk_adjustment_get_upper (adjustment) < top + office_card_places_get_height (self->places, index))
    set_value_quietly (self, get_value (self));
  gtk_adjustment_clamp_page (adjustment, top, top + office_card_places_get_height (self->places, index));
}

/* ---- the widget ---- */

static GtkSizeRequestMode
office_card_list_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
office_card_list_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural,
                          int *minimum_baseline, int *natural_baseline)
{
  OfficeCardList *self = OFFICE_CARD_LIST (widget);

  *minimum = *natural = 0;
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    return;
  /* What a container asks for need not be what it gives then: to measure for the one and the other in turn would never end. */
  if (self->width > 0 || for_size > 0)
    measure_cards (self, self->width > 0 ? self->width : for_size);
  self->reported = *natural = office_card_places_get_total (self->places);
}

static gboolean
grow (gpointer data)
{
  OfficeCardList *self = data;

  self->grow_source = 0;
  gtk_widget_queue_resize (GTK_WIDGET (self));
  return G_SOURCE_REMOVE;
}

/* Cards that have come into view may be higher than was thought. */
static void
settle (OfficeCardList *self, int width)
{
  if (self->progress != ALL_MADE)
    {
      measure_cards (self, width);
      hold_anchor (self);
      self->progress = make_some (self, 0) ? ALL_MADE : SOME_MISSING;
      note_anchor (self);
      return;
    }
  for (guint i = 0; i < 3; i++)
    {
      const gboolean wrong = measure_cards (self, width);

      hold_anchor (self);
      if (!wrong && i > 0)
        break;
      make_range (self);
    }
  note_anchor (self);
}

static void
place_cards (OfficeCardList *self, int width)
{
  const gint64 now = get_time (self);
  const int value = get_value (self);
  guint left = office_card_stock_get_n (self->stock);
  int top = office_card_places_get_top (self->places, 0);

  for (guint i = 0; i < get_n (self) && left > 0; i++)
    {
      g_autoptr (OfficeTask) task = g_list_model_get_item (self->model, i);
      OfficeTaskCard *card = office_card_stock_find (self->stock, task);

      if (card != NULL)
        {
          const float y = (float) (top - value + office_card_glides_get_offset (self->glides, task, now));

          gtk_widget_allocate (GTK_WIDGET (card), width, office_card_places_get_height (self->places, i), -1,
                               gsk_transform_translate (NULL, &GRAPHENE_POINT_INIT (0, y)));
          left--;
        }
      top += office_card_places_get_step (self->places, i);
    }
}

static void
place_slot (OfficeCardList *self, int width)
{
  int least, height = 0;
  const int top = office_card_places_get_slot (self->places, &height);

  if (self->slot == NULL)
    return;
  gtk_widget_measure (self->slot, GTK_ORIENTATION_VERTICAL, width, &least, NULL, NULL, NULL);
  gtk_widget_allocate (self->slot, width, MAX (height, least), -1,
                       gsk_transform_translate (NULL, &GRAPHENE_POINT_INIT (0, (float) (top - get_value (self)))));
}

static void
office_card_list_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  OfficeCardList *self = OFFICE_CARD_LIST (widget);
  GtkAdjustment *across = self->adjustments[GTK_ORIENTATION_HORIZONTAL];

  self->page = MAX (height, 1);
  self->width = width;
  if (across != NULL)
    gtk_adjustment_configure (across, 0, 0, width, width * 0.1, width * 0.9, width);
  settle (self, width);
  begin_glide (self);
  place_cards (self, width);
  place_slot (self, width);
  /* A widget cannot ask for another size while it is given one. */
  if (office_card_places_get_total (self->places) != self->reported && self->grow_source == 0)
    self->grow_source = g_idle_add_full (GTK_PRIORITY_RESIZE, grow, self, NULL);
}

/* One that is on its way from another column is drawn by the board. */
static void
snapshot_card (OfficeCardList *self, GtkWidget *card, GtkSnapshot *snapshot)
{
  OfficeTask *task = OFFICE_IS_TASK_CARD (card) ? office_task_card_get_task (OFFICE_TASK_CARD (card)) : NULL;
  g_autoptr (GtkSnapshot) own = NULL;
  g_autoptr (GskRenderNode) node = NULL;

  if (task == NULL || self->flights == NULL || !office_card_flights_has (self->flights, task))
    {
      gtk_widget_snapshot_child (GTK_WIDGET (self), card, snapshot);
      return;
    }
  own = gtk_snapshot_new ();
  gtk_widget_snapshot_child (GTK_WIDGET (self), card, own);
  node = gtk_snapshot_free_to_node (g_steal_pointer (&own));
  if (!office_card_flights_carry (self->flights, task, card, node) && node != NULL)
    gtk_snapshot_append_node (snapshot, node);
}

static void
office_card_list_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    snapshot_card (OFFICE_CARD_LIST (widget), child, snapshot);
}

static void
office_card_list_set_focus_child (GtkWidget *widget, GtkWidget *child)
{
  OfficeCardList *self = OFFICE_CARD_LIST (widget);
  int index;

  GTK_WIDGET_CLASS (office_card_list_parent_class)->set_focus_child (widget, child);
  if (child == NULL || !OFFICE_IS_TASK_CARD (child) || office_task_card_get_task (OFFICE_TASK_CARD (child)) == NULL)
    return;
  index = office_card_list_find_index (self, office_task_card_get_task (OFFICE_TASK_CARD (child)));
  if (index >= 0)
    scroll_to (self, (guint) index);
}

static void
office_card_list_get_property (GObject *object, guint id, GValue *value, GParamSpec *spec)
{
  OfficeCardList *self = OFFICE_CARD_LIST (object);

  switch (id)
    {
    case PROP_HADJUSTMENT:
    case PROP_VADJUSTMENT:
      g_value_set_object (value, self->adjustments[id - PROP_HADJUSTMENT]);
      break;
    case PROP_HSCROLL_POLICY:
    case PROP_VSCROLL_POLICY:
      g_value_set_enum (value, self->policies[id - PROP_HSCROLL_POLICY]);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, spec);
    }
}

static void
office_card_list_set_property (GObject *object, guint id, const GValue *value, GParamSpec *spec)
{
  OfficeCardList *self = OFFICE_CARD_LIST (object);

  switch (id)
    {
    case PROP_HADJUSTMENT:
    case PROP_VADJUSTMENT:
      set_adjustment (self, id - PROP_HADJUSTMENT, g_value_get_object (value));
      break;
    case PROP_HSCROLL_POLICY:
    case PROP_VSCROLL_POLICY:
      self->policies[id - PROP_HSCROLL_POLICY] = g_value_get_enum (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, spec);
    }
}

static void
office_card_list_dispose (GObject *object)
{
  OfficeCardList *self = OFFICE_CARD_LIST (object);
  GtkWidget *child;

  g_clear_handle_id (&self->grow_source, g_source_remove);
  if (self->model != NULL)
    g_signal_handlers_disconnect_by_data (self->model, self);
  g_clear_object (&self->model);
  if (self->picks != NULL)
    g_signal_handlers_disconnect_by_data (self->picks, self);
  g_clear_object (&self->picks);
  g_clear_object (&self->flights);
  set_adjustment (self, GTK_ORIENTATION_HORIZONTAL, NULL);
  set_adjustment (self, GTK_ORIENTATION_VERTICAL, NULL);
  office_card_stock_forget (self->stock);
  self->slot = NULL;
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (office_card_list_parent_class)->dispose (object);
}

static void
office_card_list_finalize (GObject *object)
{
  OfficeCardList *self = OFFICE_CARD_LIST (object);

  office_card_places_free (self->places);
  office_card_glides_free (self->glides);
  g_hash_table_unref (self->known);
  office_card_stock_free (self->stock);

  G_OBJECT_CLASS (office_card_list_parent_class)->finalize (object);
}

static void
office_card_list_class_init (OfficeCardListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = office_card_list_dispose;
  object_class->finalize = office_card_list_finalize;
  object_class->get_property = office_card_list_get_property;
  object_class->set_property = office_card_list_set_property;
  widget_class->get_request_mode = office_card_list_get_request_mode;
  widget_class->measure = office_card_list_measure;
  widget_class->size_allocate = office_card_list_size_allocate;
  widget_class->snapshot = office_card_list_snapshot;
  widget_class->set_focus_child = office_card_list_set_focus_child;

  g_object_class_override_property (object_class, PROP_HADJUSTMENT, "hadjustment");
  g_object_class_override_property (object_class, PROP_VADJUSTMENT, "vadjustment");
  g_object_class_override_property (object_class, PROP_HSCROLL_POLICY, "hscroll-policy");
  g_object_class_override_property (object_class, PROP_VSCROLL_POLICY, "vscroll-policy");

  /**
   * OfficeCardList::focus-lost:
   * @task: the id of a task whose card goes while it has the focus: it may come back in another place
   */
  signals[FOCUS_LOST] = g_signal_new ("focus-lost", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                      G_TYPE_NONE, 1, G_TYPE_STRING);
  /**
   * OfficeCardList::picked:
   * @card: the card
   * @state: the modifiers that were held
   */
  signals[PICKED] = g_signal_new ("picked", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 2, OFFICE_TYPE_TASK_CARD, GDK_TYPE_MODIFIER_TYPE);

  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_LIST);
}

static void
office_card_list_init (OfficeCardList *self)
{
  self->places = office_card_places_new (SPACING);
  self->glides = office_card_glides_new ();
  self->known = g_hash_table_new (NULL, NULL);
  self->stock = office_card_stock_new (GTK_WIDGET (self), G_CALLBACK (on_card_picked));
  self->page = FIRST_PAGE;
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
}

/* ---- public ---- */

/**
 * office_card_list_set_session:
 * @self: a list, once
 * @session: the office
 * @picks: (nullable): the tasks that are picked
 */
void
office_card_list_set_session (OfficeCardList *self, OfficeSession *session, OfficeCardPicks *picks)
{
  g_set_object (&self->picks, picks);
  office_card_stock_set_session (self->stock, session, picks);
  if (picks != NULL)
    g_signal_connect_swapped (picks, "changed", G_CALLBACK (on_picks_changed), self);
}

/**
 * office_card_list_set_flights:
 * @self: a list, once
 * @flights: what draws the cards that come from other lists
 */
void
office_card_list_set_flights (OfficeCardList *self, OfficeCardFlights *flights)
{
  g_set_object (&self->flights, flights);
}

/**
 * office_card_list_set_model:
 * @self: a list
 * @tasks: (nullable) (element-type OfficeTask): what it shows
 */
void
office_card_list_set_model (OfficeCardList *self, GListModel *tasks)
{
  if (self->model != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->model, self);
      office_card_places_splice (self->places, 0, get_n (self), NULL, 0);
      make_range (self);
    }
  g_set_object (&self->model, tasks);
  if (tasks == NULL)
    return;
  g_signal_connect (tasks, "items-changed", G_CALLBACK (on_items_changed), self);
  on_items_changed (tasks, 0, 0, g_list_model_get_n_items (tasks), self);
}

/**
 * office_card_list_find_card:
 * @self: a list
 * @task: a task
 *
 * Returns: (transfer none) (nullable): its card, if it is in view or near it
 */
OfficeTaskCard *
office_card_list_find_card (OfficeCardList *self, OfficeTask *task)
{
  return office_card_stock_find (self->stock, task);
}

/**
 * office_card_list_get_card:
 * @self: a list
 * @index: counted from the top
 *
 * Returns: (transfer none) (nullable): the card there, if it is in view or near it
 */
OfficeTaskCard *
office_card_list_get_card (OfficeCardList *self, guint index)
{
  g_autoptr (OfficeTask) task = self->model != NULL ? g_list_model_get_item (self->model, index) : NULL;

  return task != NULL ? office_card_list_find_card (self, task) : NULL;
}

/**
 * office_card_list_show:
 * @self: a list
 * @index: counted from the top
 *
 * Scrolls as far as it takes to see the card.
 *
 * Returns: (transfer none) (nullable): the card; %NULL behind the last
 */
OfficeTaskCard *
office_card_list_show (OfficeCardList *self, guint index)
{
  if (index >= get_n (self))
    return NULL;
  self->progress = ALL_MADE;
  scroll_to (self, index);
  make_range (self);
  return office_card_list_get_card (self, index);
}

/**
 * office_card_list_find_index:
 * @self: a list
 * @task: a task
 *
 * Returns: its place, counted from the top; -1: it is not here
 */
int
office_card_list_find_index (OfficeCardList *self, OfficeTask *task)
{
  for (guint i = 0; i < get_n (self); i++)
    {
      g_autoptr (OfficeTask) other = g_list_model_get_item (self->model, i);

      if (other == task)
        return (int) i;
    }
  return -1;
}

/**
 * office_card_list_hold:
 * @self: a list
 *
 * The tasks are about to change so much that a frame is too short for all cards: those of tasks that go are gone at once, the
 * others are made by office_card_list_catch_up(), or by office_card_list_show().
 */
void
office_card_list_hold (OfficeCardList *self)
{
  self->progress = SOME_MISSING;
}

/**
 * office_card_list_catch_up:
 * @self: a list
 *
 * Makes the first card that is missing in view.
 *
 * Returns: whether there is more to do
 */
OfficePace
office_card_list_catch_up (OfficeCardList *self)
{
  /* What is not seen gets its cards when it has a place. */
  if (!gtk_widget_get_mapped (GTK_WIDGET (self)))
    self->progress = ALL_MADE;
  if (self->progress != SOME_MISSING)
    return self->progress == ALL_MADE ? OFFICE_PACE_DONE : OFFICE_PACE_WAIT;
  if (make_some (self, 1))
    self->progress = NEARLY_MADE;
  gtk_widget_queue_resize (GTK_WIDGET (self));
  return OFFICE_PACE_MORE;
}

/**
 * office_card_list_get_n_made:
 * @self: a list
 *
 * Returns: how many cards there are, spare ones too
 */
guint
office_card_list_get_n_made (OfficeCardList *self)
{
  return office_card_stock_get_n_made (self->stock);
}

/**
 * office_card_list_set_selected:
 * @self: a list
 * @task: (nullable): the id of the task whose pane is open
 */
void
office_card_list_set_selected (OfficeCardList *self, const char *task)
{
  office_card_stock_set_selected (self->stock, task);
}

/**
 * office_card_list_set_left:
 * @self: a list
 * @tasks: (nullable) (element-type OfficeTask): a set of those that are being dragged away
 */
void
office_card_list_set_left (OfficeCardList *self, GHashTable *tasks)
{
  office_card_stock_set_left (self->stock, tasks);
}

/**
 * office_card_list_glide:
 * @self: a list
 *
 * The tasks are about to change, and not because the person looks for something: cards glide from where they stand now.
 */
void
office_card_list_glide (OfficeCardList *self)
{
  GtkSettings *settings = gtk_widget_get_settings (GTK_WIDGET (self));
  gboolean animations = FALSE;
  const gint64 now = get_time (self);
  const int value = get_value (self);

  g_object_get (settings, "gtk-enable-animations", &animations, NULL);
  if (!animations || office_card_glides_has_notes (self->glides) || !gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;
  for (guint i = 0, left = office_card_stock_get_n (self->stock); i < get_n (self) && left > 0; i++)
    {
      g_autoptr (OfficeTask) task = g_list_model_get_item (self->model, i);

      if (office_card_stock_find (self->stock, task) == NULL)
        continue;
      left--;
      office_card_glides_note (self->glides, task,
                               office_card_places_get_top (self->places, i) - value
                                   + (int) office_card_glides_get_offset (self->glides, task, now));
    }
}

/**
 * office_card_list_find_place:
 * @self: a list
 * @y: in its coordinates
 *
 * Returns: how many cards stand above that height, by their middles
 */
guint
office_card_list_find_place (OfficeCardList *self, double y)
{
  return office_card_places_find_gap (self->places, y + get_value (self));
}

/**
 * office_card_list_show_slot:
 * @self: a list
 * @place: how many cards stand above it
 * @height: pixels
 */
void
office_card_list_show_slot (OfficeCardList *self, guint place, int height)
{
  place = MIN (place, get_n (self));
  if (self->slot != NULL && office_card_places_has_slot (self->places, place, height))
    return;
  if (self->slot == NULL)
    {
      self->slot = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
      gtk_widget_add_css_class (self->slot, "drop-slot");
      /* A widget that comes up under the pointer in a drag makes GTK 4.8 synthesise a crossing without a drop, and crash. */
      gtk_widget_set_can_target (self->slot, FALSE);
      gtk_widget_insert_before (self->slot, GTK_WIDGET (self), NULL);
    }
  office_card_places_set_slot (self->places, (int) place, height);
  note_anchor (self);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

void
office_card_list_hide_slot (OfficeCardList *self)
{
  if (self->slot == NULL)
    return;
  g_clear_pointer (&self->slot, gtk_widget_unparent);
  office_card_places_set_slot (self->places, -1, 0);
  note_anchor (self);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

/**
 * office_card_list_scroll_by:
 * @self: a list
 * @pixels: how far, negative to the top
 *
 * Returns: whether it could
 */
gboolean
office_card_list_scroll_by (OfficeCardList *self, double pixels)
{
  GtkAdjustment *adjustment = self->adjustments[GTK_ORIENTATION_VERTICAL];
  double before;

  if (adjustment == NULL)
    return FALSE;
  before = gtk_adjustment_get_value (adjustment);
  gtk_adjustment_set_value (adjustment, before + pixels);
  return gtk_adjustment_get_value (adjustment) != before;
}
