/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-card-list.h"

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
#define MOST_SPARE 24
#define GLIDE_US   200000

struct _OfficeCardList {
  GtkWidget parent_instance;

  OfficeSession *session;
  OfficeCardPicks *picks;
  OfficeCardFlights *flights; /* nullable */
  GListModel *model;
  char *selected;
  GHashTable *left; /* OfficeTask, a set; nullable */

  GArray *heights;   /* int, of each item */
  GHashTable *known; /* OfficeTask → its height when it was last seen; a pointer that is only compared */
  GHashTable *cards; /* OfficeTask → OfficeTaskCard */
  GPtrArray *spare;  /* OfficeTaskCard without a task, not shown */

  GtkAdjustment *adjustments[2];
  GtkScrollablePolicy policies[2];
  guint anchor; /* the first card in view, and how much of it is above */
  int anchor_offset;
  int page;     /* height of the view */
  int reported; /* the height that was asked for last */
  int width;    /* that was given last; 0: none yet */
  guint grow_source;
  gboolean allocating;

  GtkWidget *slot;
  int slot_place; /* -1: none */
  int slot_height;

  GHashTable *from;   /* OfficeTask → where its card stood when the tasks began to change; nullable */
  GHashTable *glides; /* OfficeTask → how far from its place it begins, in pixels; nullable */
  gint64 glide_start; /* µs */
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
  return self->heights->len;
}

static int *
height_at (OfficeCardList *self, guint index)
{
  return &g_array_index (self->heights, int, index);
}

static int
slot_before (OfficeCardList *self, guint index)
{
  return self->slot_place >= 0 && self->slot_place <= (int) index ? self->slot_height + SPACING : 0;
}

/* Where a card stands in the whole column; of the one behind the last: where the column ends. */
static int
top_of (OfficeCardList *self, guint index)
{
  int top = slot_before (self, index);

  for (guint i = 0; i < index; i++)
    top += *height_at (self, i) + SPACING;
  return top;
}

static int
get_total (OfficeCardList *self)
{
  const int end = top_of (self, get_n (self));

  return end > 0 ? end - SPACING : 0;
}

/* The card at a height of the column, and where it stands. */
static guint
index_at (OfficeCardList *self, int y, int *top)
{
  int at = slot_before (self, 0);
  guint i = 0;

  for (; i + 1 < get_n (self); i++)
    {
      const int next = at + *height_at (self, i) + SPACING + slot_before (self, i + 1) - slot_before (self, i);

      if (next > y)
        break;
      at = next;
    }
  if (top != NULL)
    *top = at;
  return i;
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

  self->anchor = get_n (self) > 0 ? index_at (self, get_value (self), &top) : 0;
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
dress (OfficeCardList *self, OfficeTaskCard *card)
{
  OfficeTask *task = office_task_card_get_task (card);

  office_task_card_set_selected (card, g_strcmp0 (self->selected, office_task_get_id (task)) == 0);
  office_task_card_set_picked (card, self->picks != NULL && office_card_picks_has (self->picks, task));
  if (self->left != NULL && g_hash_table_contains (self->left, task))
    gtk_widget_add_css_class (GTK_WIDGET (card), "left");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (card), "left");
}

static void
dress_all (OfficeCardList *self)
{
  GHashTableIter iter;
  gpointer card;

  g_hash_table_iter_init (&iter, self->cards);
  while (g_hash_table_iter_next (&iter, NULL, &card))
    dress (self, card);
}

static OfficeTaskCard *
make_card (OfficeCardList *self, OfficeTask *task)
{
  OfficeTaskCard *card;

  if (self->spare->len > 0)
    {
      card = g_ptr_array_steal_index (self->spare, self->spare->len - 1);
      office_task_card_set_task (card, task);
      gtk_widget_set_child_visible (GTK_WIDGET (card), TRUE);
    }
  else
    {
      card = OFFICE_TASK_CARD (office_task_card_new (self->session, task));
      g_signal_connect (card, "picked", G_CALLBACK (on_card_picked), self);
      gtk_widget_set_parent (GTK_WIDGET (card), GTK_WIDGET (self));
    }
  g_hash_table_insert (self->cards, g_object_ref (task), card);
  dress (self, card);
  return card;
}

/* The entry of the table is removed by the caller. */
static void
retire (OfficeCardList *self, OfficeTask *task, OfficeTaskCard *card)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  if (self->flights != NULL && self->from != NULL && office_card_list_find_index (self, task) < 0)
    office_card_flights_take_off (self->flights, task, GTK_WIDGET (card));
  if (root != NULL && gtk_widget_has_focus (GTK_WIDGET (card)))
    {
      g_signal_emit (self, signals[FOCUS_LOST], 0, office_task_get_id (task));
      gtk_root_set_focus (root, NULL);
    }
  gtk_widget_set_child_visible (GTK_WIDGET (card), FALSE);
  office_task_card_set_task (card, NULL);
  if (self->spare->len < MOST_SPARE)
    g_ptr_array_add (self->spare, card);
  else
    gtk_widget_unparent (GTK_WIDGET (card));
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
  GHashTableIter iter;
  gpointer task, card;

  g_hash_table_iter_init (&iter, self->cards);
  while (g_hash_table_iter_next (&iter, &task, &card))
    {
      if (g_hash_table_contains (wanted, task))
        continue;
      /* Looked for only where it matters: that is one card at most. */
      if (holds_focus (card) && office_card_list_find_index (self, task) >= 0)
        continue;
      g_object_ref (task);
      g_hash_table_iter_remove (&iter);
      retire (self, task, card);
      g_object_unref (task);
    }
}

/* So that Tab and a screen reader go through them from the top. */
static void
put_in_order (OfficeCardList *self, GPtrArray *cards)
{
  GtkWidget *before = NULL;

  for (guint i = 0; i < cards->len; i++)
    {
      GtkWidget *card = cards->pdata[i];

      if (gtk_widget_get_prev_sibling (card) != before)
        gtk_widget_insert_after (card, GTK_WIDGET (self), before);
      before = card;
    }
}

/* Makes the cards that stand in view, or nearly. */
static void
make_range (OfficeCardList *self)
{
  g_autoptr (GHashTable) wanted = g_hash_table_new (NULL, NULL);
  g_autoptr (GPtrArray) tasks = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) cards = g_ptr_array_new ();
  const int value = get_value (self);
  int top = 0;

  if (get_n (self) > 0)
    for (guint i = index_at (self, value - BEYOND, &top); i < get_n (self) && top < value + self->page + BEYOND; i++)
      {
        OfficeTask *task = g_list_model_get_item (self->model, i);

        g_ptr_array_add (tasks, task);
        g_hash_table_add (wanted, task);
        top += *height_at (self, i) + SPACING + slot_before (self, i + 1) - slot_before (self, i);
      }
  retire_others (self, wanted);
  for (guint i = 0; i < tasks->len; i++)
    {
      OfficeTaskCard *card = g_hash_table_lookup (self->cards, tasks->pdata[i]);

      g_ptr_array_add (cards, card != NULL ? card : make_card (self, tasks->pdata[i]));
    }
  put_in_order (self, cards);
}

/* What the cards that there are take, now that the width is known. Returns whether any was guessed wrong. */
static gboolean
measure_cards (OfficeCardList *self, int width)
{
  gboolean wrong = FALSE;
  guint left = g_hash_table_size (self->cards);

  for (guint i = 0; i < get_n (self) && left > 0; i++)
    {
      g_autoptr (OfficeTask) task = g_list_model_get_item (self->model, i);
      OfficeTaskCard *card = g_hash_table_lookup (self->cards, task);
      int height;

      if (card == NULL)
        continue;
      left--;
      gtk_widget_measure (GTK_WIDGET (card), GTK_ORIENTATION_VERTICAL, width, NULL, &height, NULL, NULL);
      if (height == *height_at (self, i))
        continue;
      *height_at (self, i) = height;
      g_hash_table_insert (self->known, task, GINT_TO_POINTER (height));
      wrong = TRUE;
    }
  return wrong;
}

/* ---- gliding ---- */

static double
ease_out (double t)
{
  const double p = t - 1;

  return p * p * p + 1;
}

static double
get_glide (OfficeCardList *self, OfficeTask *task, double t)
{
  const int distance = self->glides != NULL ? GPOINTER_TO_INT (g_hash_table_lookup (self->glides, task)) : 0;

  return distance * (1 - ease_out (t));
}

static gboolean
on_glide (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  OfficeCardList *self = OFFICE_CARD_LIST (widget);

  gtk_widget_queue_allocate (widget);
  if (gdk_frame_clock_get_frame_time (clock) - self->glide_start < GLIDE_US)
    return G_SOURCE_CONTINUE;
  g_clear_pointer (&self->glides, g_hash_table_unref);
  self->tick = 0;
  return G_SOURCE_REMOVE;
}

static double
get_glide_time (OfficeCardList *self)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (GTK_WIDGET (self));

  if (self->glides == NULL || clock == NULL)
    return 1;
  return CLAMP ((double) (gdk_frame_clock_get_frame_time (clock) - self->glide_start) / GLIDE_US, 0, 1);
}

/* The new places are known: those that stood elsewhere set out from there. */
static void
begin_glide (OfficeCardList *self)
{
  g_autoptr (GHashTable) from = g_steal_pointer (&self->from);
  const int value = get_value (self);

  if (from == NULL || !gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;
  g_clear_pointer (&self->glides, g_hash_table_unref);
  self->glides = g_hash_table_new (NULL, NULL);
  for (guint i = 0, left = g_hash_table_size (self->cards); i < get_n (self) && left > 0; i++)
    {
      g_autoptr (OfficeTask) task = g_list_model_get_item (self->model, i);
      gpointer before;
      int distance;

      if (!g_hash_table_contains (self->cards, task))
        continue;
      left--;
      if (!g_hash_table_lookup_extended (from, task, NULL, &before))
        continue;
      distance = GPOINTER_TO_INT (before) - (top_of (self, i) - value);
      if (distance != 0 && ABS (distance) < 2 * self->page)
        g_hash_table_insert (self->glides, task, GINT_TO_POINTER (distance));
    }
  self->glide_start = gdk_frame_clock_get_frame_time (gtk_widget_get_frame_clock (GTK_WIDGET (self)));
  if (self->tick == 0)
    self->tick = gtk_widget_add_tick_callback (GTK_WIDGET (self), on_glide, NULL, NULL);
}

/* ---- the model ---- */

static void
on_picks_changed (OfficeCardList *self)
{
  dress_all (self);
}

static void
set_value_quietly (OfficeCardList *self, int value)
{
  GtkAdjustment *adjustment = self->adjustments[GTK_ORIENTATION_VERTICAL];
  const int total = get_total (self);

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

  set_value_quietly (self, get_value (self) > 0 ? top_of (self, anchor) + self->anchor_offset : 0);
}

static void
on_items_changed (GListModel *model, guint position, guint removed, guint added, OfficeCardList *self)
{
  if (removed > 0)
    g_array_remove_range (self->heights, position, removed);
  for (guint i = 0; i < added; i++)
    {
      g_autoptr (OfficeTask) task = g_list_model_get_item (model, position + i);
      const int height = guess (self, task);

      g_array_insert_val (self->heights, position + i, height);
    }
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
  const int top = top_of (self, index);

  if (adjustment == NULL)
    return;
  /* The sums are those of now, the adjustment's may be of the last frame. */
  if (gtk_adjustment_get_upper (adjustment) < top + *height_at (self, index))
    set_value_quietly (self, get_value (self));
  gtk_adjustment_clamp_page (adjustment, top, top + *height_at (self, index));
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
  self->reported = *natural = get_total (self);
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
  const double t = get_glide_time (self);
  const int value = get_value (self);
  guint left = g_hash_table_size (self->cards);
  int top = 0;

  for (guint i = 0; i < get_n (self) && left > 0; i++)
    {
      g_autoptr (OfficeTask) task = g_list_model_get_item (self->model, i);
      OfficeTaskCard *card = g_hash_table_lookup (self->cards, task);

      if (i == 0)
        top = slot_before (self, 0);
      if (card != NULL)
        {
          const float y = (float) (top - value + get_glide (self, task, t));

          gtk_widget_allocate (GTK_WIDGET (card), width, *height_at (self, i), -1,
                               gsk_transform_translate (NULL, &GRAPHENE_POINT_INIT (0, y)));
          left--;
        }
      top += *height_at (self, i) + SPACING + slot_before (self, i + 1) - slot_before (self, i);
    }
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
  if (self->slot != NULL)
    {
      int least;

      gtk_widget_measure (self->slot, GTK_ORIENTATION_VERTICAL, width, &least, NULL, NULL, NULL);
      gtk_widget_allocate (
          self->slot, width, MAX (self->slot_height, least), -1,
          gsk_transform_translate (
              NULL, &GRAPHENE_POINT_INIT (0, (float) (top_of (self, (guint) self->slot_place) - self->slot_height
                                                      - SPACING - get_value (self)))));
    }
  /* A widget cannot ask for another size while it is given one. */
  if (get_total (self) != self->reported && self->grow_source == 0)
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
  g_hash_table_remove_all (self->cards);
  g_ptr_array_set_size (self->spare, 0);
  self->slot = NULL;
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (office_card_list_parent_class)->dispose (object);
}

static void
office_card_list_finalize (GObject *object)
{
  OfficeCardList *self = OFFICE_CARD_LIST (object);

  g_array_unref (self->heights);
  g_hash_table_unref (self->known);
  g_hash_table_unref (self->cards);
  g_ptr_array_unref (self->spare);
  g_clear_pointer (&self->left, g_hash_table_unref);
  g_clear_pointer (&self->from, g_hash_table_unref);
  g_clear_pointer (&self->glides, g_hash_table_unref);
  g_free (self->selected);

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
  self->heights = g_array_new (FALSE, FALSE, sizeof (int));
  self->known = g_hash_table_new (NULL, NULL);
  self->cards = g_hash_table_new_full (NULL, NULL, g_object_unref, NULL);
  self->spare = g_ptr_array_new ();
  self->page = FIRST_PAGE;
  self->slot_place = -1;
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
  g_set_object (&self->session, session);
  g_set_object (&self->picks, picks);
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
      g_array_set_size (self->heights, 0);
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
  return g_hash_table_lookup (self->cards, task);
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
 * office_card_list_get_n_made:
 * @self: a list
 *
 * Returns: how many cards there are, spare ones too
 */
guint
office_card_list_get_n_made (OfficeCardList *self)
{
  return g_hash_table_size (self->cards) + self->spare->len;
}

/**
 * office_card_list_set_selected:
 * @self: a list
 * @task: (nullable): the id of the task whose pane is open
 */
void
office_card_list_set_selected (OfficeCardList *self, const char *task)
{
  g_free (self->selected);
  self->selected = g_strdup (task);
  dress_all (self);
}

/**
 * office_card_list_set_left:
 * @self: a list
 * @tasks: (nullable) (element-type OfficeTask): a set of those that are being dragged away
 */
void
office_card_list_set_left (OfficeCardList *self, GHashTable *tasks)
{
  g_clear_pointer (&self->left, g_hash_table_unref);
  if (tasks != NULL)
    self->left = g_hash_table_ref (tasks);
  dress_all (self);
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
  const double t = get_glide_time (self);
  const int value = get_value (self);

  g_object_get (settings, "gtk-enable-animations", &animations, NULL);
  if (!animations || self->from != NULL || !gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;
  self->from = g_hash_table_new (NULL, NULL);
  for (guint i = 0, left = g_hash_table_size (self->cards); i < get_n (self) && left > 0; i++)
    {
      g_autoptr (OfficeTask) task = g_list_model_get_item (self->model, i);

      if (!g_hash_table_contains (self->cards, task))
        continue;
      left--;
      g_hash_table_insert (self->from, task,
                           GINT_TO_POINTER (top_of (self, i) - value + (int) get_glide (self, task, t)));
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
  const double at = y + get_value (self);
  int top = slot_before (self, 0);
  guint i = 0;

  for (; i < get_n (self); i++)
    {
      if (at < top + *height_at (self, i) / 2.0)
        break;
      top += *height_at (self, i) + SPACING + slot_before (self, i + 1) - slot_before (self, i);
    }
  return i;
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
  if (self->slot != NULL && self->slot_place == (int) place && self->slot_height == height)
    return;
  if (self->slot == NULL)
    {
      self->slot = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
      gtk_widget_add_css_class (self->slot, "drop-slot");
      /* A widget that comes up under the pointer in a drag makes GTK 4.8 synthesise a crossing without a drop, and crash. */
      gtk_widget_set_can_target (self->slot, FALSE);
      gtk_widget_insert_before (self->slot, GTK_WIDGET (self), NULL);
    }
  self->slot_place = (int) MIN (place, get_n (self));
  self->slot_height = height;
  note_anchor (self);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

void
office_card_list_hide_slot (OfficeCardList *self)
{
  if (self->slot == NULL)
    return;
  g_clear_pointer (&self->slot, gtk_widget_unparent);
  self->slot_place = -1;
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
