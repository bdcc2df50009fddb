"""Recommends products that other customers bought too."""

from fastapi import Depends, FastAPI, HTTPException
from pydantic import BaseModel

app = FastAPI()


class Recommendation(BaseModel):
    product_id: int
    score: float


def load_model() -> dict[int, list[Recommendation]]:
    return {1: [Recommendation(product_id=2, score=0.9)]}


@app.get("/products/{product_id}/recommendations", response_model=list[Recommendation])
def recommend(product_id: int, model: dict = Depends(load_model)) -> list[Recommendation]:
    if product_id not in model:
        raise HTTPException(status_code=404, detail="unknown product")
    return model[product_id]
