/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-paced-list.h"

/*
 * GtkListView (4.8) makes a new row for each item that comes, whichever goes. So where the list is held, the places stay, and one
 * thing takes another's place: the row is filled anew. At the end places are added, or those that are too many go. In between
 * something may stand twice, or not yet.
 */
struct _OfficePacedList {
  GObject parent_instance;

  GListModel *model;
  GPtrArray *items; /* OfficePacedItem */
  guint size;
  gboolean held;
  guint right; /* while it is held: so many items are known to be the model's */
};

#define MOST_GONE 8 /* items in one piece: a row goes sooner than one comes */

static void office_paced_list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (OfficePacedList, office_paced_list, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, office_paced_list_model_init))

static GType
office_paced_list_get_item_type (GListModel *model)
{
  return OFFICE_TYPE_PACED_ITEM;
}

static guint
office_paced_list_get_n_items (GListModel *model)
{
  return OFFICE_PACED_LIST (model)->items->len;
}

static gpointer
office_paced_list_get_item (GListModel *model, guint position)
{
  GPtrArray *items = OFFICE_PACED_LIST (model)->items;

  return position < items->len ? g_object_ref (items->pdata[position]) : NULL;
}

static void
office_paced_list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = office_paced_list_get_item_type;
  iface->get_n_items = office_paced_list_get_n_items;
  iface->get_item = office_paced_list_get_item;
}

static guint
get_n_wanted (OfficePacedList *self)
{
  return MIN (g_list_model_get_n_items (self->model), self->size);
}

/* The first @removed of those from @position on give way to the first @added of the model there. */
static void
replace (OfficePacedList *self, guint position, guint removed, guint added)
{
  if (removed > 0)
    g_ptr_array_remove_range (self->items, position, removed);
  for (guint i = 0; i < added; i++)
    {
      g_autoptr (GObject) item = g_list_model_get_item (self->model, position + i);

      g_ptr_array_insert (self->items, (int) (position + i), office_paced_item_new (item));
    }
  g_list_model_items_changed (G_LIST_MODEL (self), position, removed, added);
}

static gboolean
is_right (OfficePacedList *self, guint position)
{
  g_autoptr (GObject) item = g_list_model_get_item (self->model, position);

  return item == office_paced_item_get_item (self->items->pdata[position]);
}

static void
make_right (OfficePacedList *self, guint position)
{
  g_autoptr (GObject) item = g_list_model_get_item (self->model, position);

  office_paced_item_set_item (self->items->pdata[position], item);
}

static void
find_wrong (OfficePacedList *self)
{
  const guint n = MIN (get_n_wanted (self), self->items->len);

  while (self->right < n && is_right (self, self->right))
    self->right++;
}

/* What comes in moves others out at the end, and the other way round. */
static void
follow (OfficePacedList *self, guint position, guint removed, guint added)
{
  guint wanted = get_n_wanted (self), before = self->items->len;

  if (position >= self->size || position > before)
    return;
  removed = MIN (removed, before - position);
  added = MIN (added, wanted - position);
  if (before - removed + added > wanted)
    {
      const guint kept = wanted - position - added;

      /* Those that are pushed out of the end. */
      replace (self, position + removed + kept, before - position - removed - kept, 0);
    }
  if (removed > 0 || added > 0)
    replace (self, position, removed, added);
  if (self->items->len < wanted)
    replace (self, self->items->len, 0, wanted - self->items->len);
}

static void
on_items_changed (GListModel *model, guint position, guint removed, guint added, OfficePacedList *self)
{
  self->right = MIN (self->right, position);
  if (!self->held)
    follow (self, position, removed, added);
}

static void
office_paced_list_dispose (GObject *object)
{
  OfficePacedList *self = OFFICE_PACED_LIST (object);

  if (self->model != NULL)
    g_signal_handlers_disconnect_by_data (self->model, self);
  g_clear_object (&self->model);
  G_OBJECT_CLASS (office_paced_list_parent_class)->dispose (object);
}

static void
office_paced_list_finalize (GObject *object)
{
  g_ptr_array_unref (OFFICE_PACED_LIST (object)->items);
  G_OBJECT_CLASS (office_paced_list_parent_class)->finalize (object);
}

static void
office_paced_list_class_init (OfficePacedListClass *class)
{
  G_OBJECT_CLASS (class)->dispose = office_paced_list_dispose;
  G_OBJECT_CLASS (class)->finalize = office_paced_list_finalize;
}

static void
office_paced_list_init (OfficePacedList *self)
{
  self->items = g_ptr_array_new_with_free_func (g_object_unref);
}

/**
 * office_paced_list_new:
 * @model: what it shows the beginning of
 * @size: items of it, at most
 *
 * Returns: (transfer full): a list that is held, and empty yet
 */
OfficePacedList *
office_paced_list_new (GListModel *model, guint size)
{
  OfficePacedList *self = g_object_new (OFFICE_TYPE_PACED_LIST, NULL);

  self->model = g_object_ref (model);
  self->size = size;
  self->held = TRUE;
  g_signal_connect (model, "items-changed", G_CALLBACK (on_items_changed), self);
  return self;
}

/**
 * office_paced_list_get:
 * @self: a list
 * @position: a place
 *
 * Returns: (transfer full) (nullable): what of the model stands there
 */
gpointer
office_paced_list_get (OfficePacedList *self, guint position)
{
  return position < self->items->len ? g_object_ref (office_paced_item_get_item (self->items->pdata[position])) : NULL;
}

/**
 * office_paced_list_set_size:
 * @self: a list
 * @size: items, at most; no fewer than before
 */
void
office_paced_list_set_size (OfficePacedList *self, guint size)
{
  self->size = MAX (self->size, size);
  if (!self->held && self->items->len < get_n_wanted (self))
    replace (self, self->items->len, 0, get_n_wanted (self) - self->items->len);
}

guint
office_paced_list_get_size (OfficePacedList *self)
{
  return self->size;
}

/**
 * office_paced_list_hold:
 * @self: a list
 * @size: items from now on, at most
 *
 * The model is about to change so much that a frame is too short for all rows: office_paced_list_catch_up() follows it.
 */
void
office_paced_list_hold (OfficePacedList *self, guint size)
{
  self->held = TRUE;
  self->size = size;
  self->right = 0;
}

/**
 * office_paced_list_catch_up:
 * @self: a list
 *
 * Lets go of some that are too many, or makes the first item right that is not.
 *
 * Returns: whether there is more to do; if not, it is not held any more
 */
OfficePace
office_paced_list_catch_up (OfficePacedList *self)
{
  const guint wanted = get_n_wanted (self), n = self->items->len;

  if (!self->held)
    return OFFICE_PACE_DONE;
  find_wrong (self);
  if (n > wanted)
    replace (self, MAX (wanted, n - MIN (n, MOST_GONE)), MIN (n - wanted, MOST_GONE), 0);
  else if (self->right < n)
    make_right (self, self->right);
  else if (n < wanted)
    replace (self, n, 0, 1);
  else
    self->held = FALSE;
  return self->held ? OFFICE_PACE_MORE : OFFICE_PACE_DONE;
}
